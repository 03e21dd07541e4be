import {
  at,
  before,
  isAsciiLetterOrDigit,
  isDense,
  isLetter,
  isLetterOrDigit,
  isMark,
} from "./scripts.js";

// Where a link begins and ends: web addresses with `http://`, `https://` or `www.`, and e-mail
// addresses. The server has the same rule in chat.core.mention.LinkRule, function by function, with
// the reasons; conformance/text.tsv of chat-core holds the two together. Each character is read a
// bounded number of times.

const MAX_LENGTH = 2_048;
const MAX_HOST = 253;
const MAX_LOCAL_PART = 64;
const MAX_USER_INFO = 256;
const MAX_PORT = 65_535;

const INNER = /^[\u00b7\u0387\u055a\u05f3\u05f4\u0f0b\u2019\u2027\u30fb\uff65]$/;
const STOP = /^[\x00-\x20\x7f<>"`]$/;
const STOP_BEYOND_ASCII =
  /^[\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Po}\p{Cf}\p{Cc}\p{Cs}\p{Z}\u2014\u2015\u2e3a\u2e3b\ufe31\ufe58\uff1c\uff1e]$/u;
const JOINERS = /^[\u200c\u200d]$/;
const TRAILING_BEYOND_ASCII = /^[\p{Pd}\p{Pc}]$/u;
const USER_INFO = /^[a-z0-9._~%!$&'*+;=:-]$/i;
const LOCAL_PART = /^[a-z0-9.%+'_-]$/i;
const BEFORE_WWW = /^[._\-/@:=&?#%+~\\$]$/;
const OPENERS = "([{";
const CLOSERS = ")]}";
const QUOTES = new Map([..."'*_~|"].map((c) => [c, c]).concat([["\u2018", "\u2019"]]));
const PUNCTUATION = /^[.,:;!?']$/;

/**
 * The links in a text without code: [{start, end, href}], in UTF-16 units, ascending. Only http,
 * https and mailto are links.
 */
export function findLinks(text) {
  return linkSpans(text).flatMap(({ start, end, scheme }) => {
    const href = safeHref(scheme + text.slice(start, end));
    return href === null ? [] : [{ start, end, href }];
  });
}

/** Where links stand in a text without code: [{start, end, scheme}]. */
export function linkSpans(text) {
  const links = [];
  let floor = 0;
  for (let index = 0; index < text.length;) {
    const link = linkAt(text, index, floor);
    if (link === null) index++;
    else {
      if (link.end - link.start <= MAX_LENGTH) links.push(link);
      floor = index = link.end;
    }
  }
  return links;
}

/** The link that begins at `index`, or that has its @ there; null for none. */
function linkAt(text, index, floor) {
  switch (text[index]) {
    case "@": {
      const start = mailStart(text, index, floor);
      return start < index ? { start, end: mailEnd(text, index), scheme: "mailto:" } : null;
    }
    case "h":
    case "H":
    case "w":
    case "W": {
      const end = webEnd(text, index);
      if (end === index) return null;
      return { start: index, end, scheme: isWww(text, index) ? "https://" : "" };
    }
    default:
      return null;
  }
}

function webEnd(text, start) {
  const host = hostStart(text, start);
  if (host < 0) return start;
  const hostEnd = endOfHost(text, host);
  const isGood = isWww(text, start) ? isWholeName : isHost;
  if (!isGood(text.slice(host, hostEnd))) return start;
  const from = portEnd(text, hostEnd);
  if (from === text.length || !"/?#".includes(text[from])) return text[from] === "@" ? start : from;
  return trimmed(text, from, pathEnd(text, from, start), start);
}

function hostStart(text, start) {
  const previous = text[start - 1] ?? " ";
  if (isAsciiLetterOrDigit(previous) || /[@\uff20]/.test(previous)) return -1;
  if (isWww(text, start)) return BEFORE_WWW.test(previous) ? -1 : start;
  const scheme = /^https?:\/\//i.exec(text.slice(start, start + 8));
  return scheme === null ? -1 : userInfoEnd(text, start + scheme[0].length);
}

function isWww(text, start) {
  return text.slice(start, start + 4).toLowerCase() === "www.";
}

function userInfoEnd(text, from) {
  let end = from;
  while (end - from < MAX_USER_INFO && USER_INFO.test(text[end] ?? "")) end++;
  return end > from && text[end] === "@" ? end + 1 : from;
}

function endOfHost(text, from) {
  if (text[from] === "[") {
    const literal = /^\[[0-9a-f:.]{2,252}\]/i.exec(text.slice(from, from + MAX_HOST));
    return literal === null ? from : from + literal[0].length;
  }
  return from + hostLength(text.slice(from, labelsEnd(text, from)));
}

/** A script without spaces may go on right after a last label of ASCII. */
function hostLength(labels) {
  const dot = labels.lastIndexOf(".");
  let dense = dot + 1;
  while (dense < labels.length && labels[dense] < "\x80") dense++;
  const endsBefore =
    dot > 0 && dense > dot + 1 && dense < labels.length && isDense(at(labels, dense));
  if (!endsBefore) return labels.length;
  while (!isAsciiLetterOrDigit(labels[dense - 1])) dense--;
  return dense;
}

/** The end of a run of labels, which ends in a letter or digit; `from` for none. */
function labelsEnd(text, from) {
  let end = from;
  for (let index = from; index < text.length;) {
    const c = at(text, index);
    if (isLabelLetter(c) && (index > from || !isMark(c))) {
      index += c.length;
      end = index;
    } else if (c === "-" || c === "_" ? index > from : c === "." && index === end && index > from)
      index++;
    else break;
    if (index - from > MAX_HOST) return from;
  }
  return end;
}

function isLabelLetter(c) {
  return c < "\x80" ? isAsciiLetterOrDigit(c) : isLetterOrDigit(c) || isMark(c);
}

function isHost(host) {
  if (host === "" || host[0] === "[") return host !== "";
  const labels = host.split(".");
  return !isNumber(labels.at(-1)) || (labels.length === 4 && labels.every(isByte));
}

function isByte(label) {
  return /^(?:0|[1-9]\d{0,2})$/.test(label) && Number(label) <= 255;
}

function isNumber(label) {
  return /^(?:\d*|0x.*)$/is.test(label);
}

/** Whether a host without a scheme is a whole one: three labels, the last of letters. */
function isWholeName(host) {
  const last = host.lastIndexOf(".");
  return last > 4 && isTopLevel(host.slice(last + 1));
}

function isTopLevel(label) {
  return label.length >= 2 && isLetter(at(label, 0));
}

function portEnd(text, hostEnd) {
  const port = /^:(\d{1,5})(?!\d)/.exec(text.slice(hostEnd, hostEnd + 7));
  return port === null || Number(port[1]) > MAX_PORT ? hostEnd : hostEnd + port[0].length;
}

/** The end of what may belong to the path, query and fragment, before it is trimmed. */
function pathEnd(text, from, start) {
  const opener = text[start - 1] ?? " ";
  const closer = closerOf(opener);
  const isBracket = OPENERS.includes(opener);
  let depth = 0;
  for (let index = from; index < text.length;) {
    const c = at(text, index);
    if (isStop(c)) return index;
    if (isBracket && c === opener) depth++;
    else if (isBracket && c === closer) {
      depth--;
      if (depth < 0) return index;
    } else if (c === closer && !isLetterOrDigit(at(text, index + 1))) return index;
    index += c.length;
  }
  return text.length;
}

function closerOf(opener) {
  const bracket = OPENERS.indexOf(opener);
  return bracket >= 0 ? CLOSERS[bracket] : QUOTES.get(opener);
}

/** Whether `c` stands in no link. */
function isStop(c) {
  if (c < "\x80") return STOP.test(c);
  return STOP_BEYOND_ASCII.test(c) && !INNER.test(c) && !JOINERS.test(c);
}

/** Takes punctuation of the sentence off the end, in one walk back. */
function trimmed(text, from, end, start) {
  const open = [0, 0, 0];
  for (let index = from; index < end; index++) {
    const opener = OPENERS.indexOf(text[index]);
    const closer = CLOSERS.indexOf(text[index]);
    if (opener >= 0) open[opener]++;
    else if (closer >= 0) open[closer]--;
  }
  const quote = QUOTES.get(text[start - 1]);
  let index = end;
  while (index > from) {
    const c = before(text, index);
    const opener = OPENERS.indexOf(c);
    const closer = CLOSERS.indexOf(c);
    if (opener >= 0) open[opener]--;
    else if (closer >= 0 && open[closer] < 0) open[closer]++;
    else if (!isPunctuation(c) && c !== quote) break;
    index -= c.length;
  }
  return index;
}

function isPunctuation(c) {
  return c < "\x80" ? PUNCTUATION.test(c) : INNER.test(c) || TRAILING_BEYOND_ASCII.test(c);
}

function mailStart(text, index, floor) {
  let start = index;
  while (start > floor && isLocalPart(before(text, start))) {
    start -= before(text, start).length;
    if (index - start > MAX_LOCAL_PART) return index;
  }
  while (start < index && !isLetterOrDigit(at(text, start))) start += at(text, start).length;
  const isWhole = start < index && text[index - 1] !== "." && mailEnd(text, index) > index;
  return isWhole && !/[/@\uff20]/.test(text[start - 1] ?? "") ? start : index;
}

function isLocalPart(c) {
  return c < "\x80" ? LOCAL_PART.test(c) : isLabelLetter(c) && !isDense(c);
}

/** Where the e-mail address ends whose @ stands at `index`; `index` for none. */
function mailEnd(text, index) {
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
  return dot > 0 && isTopLevel(text.slice(dot + 1, end)) && endsMail(text, end) ? end : index;
}

/** Whether what follows lets an address be one: no path, as in `git@host:path`. */
function endsMail(text, end) {
  if (end === text.length) return true;
  const next = at(text, end);
  if (/[@\uff20/_]/.test(next)) return false;
  if (next === ":") return end + 1 === text.length || isStop(at(text, end + 1));
  return !isLabelLetter(next) || isDense(next);
}

function safeHref(spelled) {
  try {
    const url = new URL(spelled);
    if (url.protocol === "mailto:") return url.href;
    const isWeb = url.protocol === "https:" || url.protocol === "http:";
    return isWeb && url.hostname !== "" ? url.href : null;
  } catch {
    return null;
  }
}
