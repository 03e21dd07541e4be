/** How many quotes, lists, spans and links with a text may stand around a text. */
export const MAX_DEPTH = 8;

/**
 * Adds text to some nodes, joined to the text before it if that ends where this begins.
 *
 * @param start where it stands in the whole text
 */
export function addText(nodes, start, text) {
  if (text === "") return;
  const last = nodes.at(-1);
  if (last?.kind === "text" && last.start + last.text.length === start) last.text += text;
  else nodes.push({ kind: "text", start, text });
}
