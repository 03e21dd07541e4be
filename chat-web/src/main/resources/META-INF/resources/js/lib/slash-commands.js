import { parse } from "./format/parse.js";

const COMMAND = /^\/(me|shrug)(?:\s+([^]*))?$/;
/** A backslash before each character that would be formatting. */
const SHRUG = "\u00af\\\\\\_(\u30c4)\\_/\u00af";

/**
 * The text that a message with a command says: `/me waves` is written in italics, `/shrug` ends with
 * a shrug. All other texts stay, those with an unknown command too.
 */
export function writtenOut(text) {
  const [, command, rest = ""] = COMMAND.exec(text) ?? [];
  if (command === "shrug") return rest === "" ? SHRUG : `${rest} ${SHRUG}`;
  return command === "me" && rest !== "" ? inItalics(rest) : text;
}

/** The first line, which says what one does. A text that takes no italics stays without. */
function inItalics(text) {
  const [first, ...others] = text.split("\n");
  const line = first.trimEnd();
  const written = [`*${line}*`, `_${line}_`].find(isItalic) ?? line;
  return [written, ...others].join("\n");
}

function isItalic(text) {
  const nodes = parse(text);
  return nodes.length === 1 && nodes[0].kind === "italic";
}
