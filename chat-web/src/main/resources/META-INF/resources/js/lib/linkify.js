import { mailEnd, mailStart } from "./format/mail-address.js";
import { isWww, webEnd } from "./format/web-address.js";

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
