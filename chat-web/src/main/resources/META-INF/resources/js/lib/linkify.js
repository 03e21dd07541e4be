import { isLabelLetter, isStop, isTopLevel, isWww, MAX_HOST, webEnd } from "./format/web-address.js";
import { at, before, isAsciiLetterOrDigit, isDense, isLetterOrDigit } from "./scripts.js";

// Where links stand in a text without formatting: web addresses with `http://`, `https://` or `www.`,
// and e-mail addresses. conformance/text.tsv of chat-core holds page and server together.

/** A longer link is plain text. */
export const MAX_LENGTH = 2_048;

/**
 * The links in a text without code: [{start, end, href}], in UTF-16 units, ascending. Only http,
 * https and mailto are links.
 */
export function findLinks(text) {
  const links = [];
  let floor = 0;
  for (let index = 0; index < text.length;) {
    const link = linkAt(text, index, floor);
    if (link === null) index++;
    else {
      const href = hrefOf(text.slice(link.start, link.end));
      if (link.end - link.start <= MAX_LENGTH && href !== null) links.push({ ...link, href });
      floor = index = link.end;
    }
  }
  return links;
}

/**
 * The link that begins at `index`, or that has its @ there: {start, end}; null for none.
 *
 * @param floor what stands before it is no part of a link
 * @param around {marks, isBracketed, isFresh}, see webEnd
 */
export function linkAt(text, index, floor, around) {
  switch (text[index]) {
    case "@": {
      const start = mailStart(text, index, floor, around?.marks);
      return start < index ? { start, end: mailEnd(text, index, around?.marks) } : null;
    }
    case "h":
    case "H":
    case "w":
    case "W": {
      const end = webEnd(text, index, around);
      return end === index ? null : { start: index, end };
    }
    default:
      return null;
  }
}

/** Where an address as people write it leads; null for one that browsers do not take. */
export function hrefOf(spelled) {
  try {
    const url = new URL(schemeOf(spelled) + spelled);
    if (url.protocol === "mailto:") return url.href;
    const isWeb = url.protocol === "https:" || url.protocol === "http:";
    return isWeb && url.hostname !== "" ? url.href : null;
  } catch {
    return null;
  }
}

function schemeOf(spelled) {
  if (/^(?:https?|mailto):/i.test(spelled)) return "";
  return isWww(spelled, 0) ? "https://" : "mailto:";
}

// E-mail addresses. The server has the same rule in chat.core.format.MailRule.

/** RFC 5321, section 4.5.3.1.1. */
const MAX_LOCAL_PART = 64;
const LOCAL_PART = /^[a-z0-9.%+'_-]$/i;

/**
 * The start of the address whose @ stands at `index`, not before `floor`; `index` for none.
 *
 * @param marks the characters of emphasis that may close after it
 */
export function mailStart(text, index, floor, marks = "") {
  let start = index;
  while (start > floor && isLocalPart(before(text, start))) {
    start -= before(text, start).length;
    if (index - start > MAX_LOCAL_PART) return index;
  }
  while (start < index && !isLetterOrDigit(at(text, start))) start += at(text, start).length;
  const isWhole = start < index && text[index - 1] !== "." && mailEnd(text, index, marks) > index;
  return isWhole && !/[/@\uff20]/.test(text[start - 1] ?? "") ? start : index;
}

function isLocalPart(c) {
  return c < "\x80" ? LOCAL_PART.test(c) : isLabelLetter(c) && !isDense(c);
}

/** Where the e-mail address ends whose @ stands at `index`; `index` for none. */
export function mailEnd(text, index, marks = "") {
  const first = index + 1;
  let end = first;
  let dot = -1;
  for (let position = first; position < text.length; position++) {
    const c = text[position];
    if (position - first > MAX_HOST) return index;
    if (isAsciiLetterOrDigit(c)) {
      if (text[position - 1] === ".") dot = position - 1;
      end = position + 1;
    } else if (position === first || (c !== "-" && (c !== "." || position !== end))) break;
  }
  const isWhole = dot > 0 && isTopLevel(text.slice(dot + 1, end)) && endsMail(text, end, marks);
  return isWhole ? end : index;
}

/** Whether what follows lets an address be one: no path, as in `git@host:path`. */
function endsMail(text, end, marks) {
  if (end === text.length) return true;
  const next = at(text, end);
  if (marks.includes(next)) return true;
  if (/[@\uff20/_]/.test(next)) return false;
  if (next === ":") return end + 1 === text.length || isStop(at(text, end + 1));
  return !isLabelLetter(next) || isDense(next);
}
