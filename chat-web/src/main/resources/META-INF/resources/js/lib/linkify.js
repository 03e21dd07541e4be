const LINK = /\bhttps?:\/\/[^\s<>"'`]+/giu;
const TRAILING = /[.,:;!?…'"*_~]+$/u;
const CLOSERS = { ")": "(", "]": "[", "}": "{" };

/**
 * The links in a text: [{start, end, href}], in UTF-16 units, ascending. Only http and https are
 * links.
 */
export function findLinks(text) {
  const links = [];
  for (const { 0: found, index } of text.matchAll(LINK)) {
    const spelled = trimLink(found);
    const href = safeHref(spelled);
    if (href !== null) links.push({ start: index, end: index + spelled.length, href });
  }
  return links;
}

/**
 * Punctuation after a link belongs to the sentence, and so does a bracket that was opened before
 * the link.
 */
function trimLink(link) {
  for (;;) {
    const trimmed = link.replace(TRAILING, "");
    const opener = CLOSERS[trimmed.at(-1)];
    if (opener === undefined || count(trimmed, opener) >= count(trimmed, trimmed.at(-1)))
      return trimmed;
    link = trimmed.slice(0, -1);
  }
}

function safeHref(spelled) {
  try {
    const url = new URL(spelled);
    const isWeb = url.protocol === "https:" || url.protocol === "http:";
    return isWeb && url.hostname !== "" ? url.href : null;
  } catch {
    return null;
  }
}

function count(text, character) {
  return text.split(character).length - 1;
}
