import { mailEnd, MAX_LENGTH } from "../linkify.js";
import { isWebAddress } from "./web-address.js";

// What stands in parentheses behind the text of a link: CommonMark 0.31.2, section 6.3, if it is a web
// or e-mail address.

const MAX_NESTING = 8;
const MAX_TITLE = 1_024;
const CLOSING = { '"': '"', "'": "'", "(": ")" };
const ESCAPED = /\\([!-/:-@[-`{-~])/g;
const MAILTO = /^mailto:/i;

/** The target that begins at `index`: {url, start, end}, or null. `start` is that of the address. */
export function targetAt(work, text, index) {
  if (text[index] !== "(") return null;
  const start = spaceEnd(text, index + 1);
  const address = text[start] === "<" ? pointed(text, start) : plain(text, start);
  work.steps += (address?.end ?? start) - index;
  if (address === null) return null;
  const end = closing(work, text, address.end);
  const url = address.text.replace(ESCAPED, "$1");
  return end < 0 || !isAddress(url) ? null : { url, start: address.start, end };
}

function isAddress(url) {
  if (url.length > MAX_LENGTH) return false;
  if (!MAILTO.test(url)) return isWebAddress(url);
  const at = url.indexOf("@");
  const end = at < 0 ? at : mailEnd(url, at, "?");
  return at > "mailto:".length && end > at && (end === url.length || url[end] === "?");
}

/** An address between angle brackets: {start, end, text}, or null. */
function pointed(text, start) {
  for (let index = start + 1; index < text.length && index - start <= 2 * MAX_LENGTH; index++) {
    const c = text[index];
    if (c === ">") return { start: start + 1, end: index + 1, text: text.slice(start + 1, index) };
    if (c === "<" || c === "\n") return null;
    if (c === "\\") index++;
  }
  return null;
}

/** An address up to white space or the parenthesis that closes: {start, end, text}, or null. */
function plain(text, start) {
  let depth = 0;
  let index = start;
  for (; index < text.length && index - start <= 2 * MAX_LENGTH; index++) {
    const c = text[index];
    if (c <= " " || c === "\x7f") break;
    if (c === "\\") index += isEscapable(text[index + 1]) ? 1 : 0;
    else if (c === "(") {
      if (depth === MAX_NESTING) return null;
      depth++;
    } else if (c === ")") {
      if (depth === 0) break;
      depth--;
    }
  }
  return depth > 0 || index === start ? null : { start, end: index, text: text.slice(start, index) };
}

function isEscapable(c) {
  return c !== undefined && /^[!-/:-@[-`{-~]$/.test(c);
}

/** The end behind the closing parenthesis, with a title before it or without; -1 for none. */
function closing(work, text, from) {
  let index = spaceEnd(text, from);
  if (index > from && text[index] in CLOSING) {
    const end = titleEnd(text, index);
    work.steps += Math.max(0, end - index);
    if (end < 0) return -1;
    index = spaceEnd(text, end);
  }
  return text[index] === ")" ? index + 1 : -1;
}

function titleEnd(text, start) {
  const opener = text[start];
  const closer = CLOSING[opener];
  for (let index = start + 1; index < text.length && index - start <= MAX_TITLE; index++) {
    const c = text[index];
    if (c === closer) return index + 1;
    if (c === "(" && opener === "(") return -1;
    if (c === "\\") index++;
  }
  return -1;
}

function spaceEnd(text, from) {
  let end = from;
  while (end < text.length && " \t\n".includes(text[end])) end++;
  return end;
}
