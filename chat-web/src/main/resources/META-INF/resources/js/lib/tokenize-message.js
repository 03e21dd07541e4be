import { findCode } from "./code.js";
import { findLinks } from "./linkify.js";

/**
 * A message text as a list of {kind, text, …}: text | link (href) | mention (user) | code | block.
 * Pure; nothing here knows what a page is.
 */
export function tokenizeMessage(text, mentions = []) {
  const pieces = [];
  let position = 0;
  for (const { kind, start, end, text: code } of findCode(text)) {
    prose(pieces, text, position, start, mentions);
    pieces.push({ kind, text: code });
    position = end;
  }
  prose(pieces, text, position, text.length, mentions);
  return pieces;
}

function prose(pieces, text, start, end, mentions) {
  const slice = text.slice(start, end);
  const links = findLinks(slice).map((link) => ({
    ...link,
    kind: "link",
    start: link.start + start,
    end: link.end + start,
  }));
  const named = mentions.map((mention) => ({ ...mention, kind: "mention" }));
  const marks = [...links, ...named].filter((mark) => mark.start >= start && mark.end <= end);
  marks.sort((a, b) => a.start - b.start);
  let position = start;
  for (const { kind, start: from, end: to, href, user } of marks) {
    if (from < position) continue;
    if (from > position) pieces.push({ kind: "text", text: text.slice(position, from) });
    pieces.push({ kind, text: text.slice(from, to), href, user });
    position = to;
  }
  if (end > position) pieces.push({ kind: "text", text: text.slice(position, end) });
}
