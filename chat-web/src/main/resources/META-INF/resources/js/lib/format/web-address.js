import {
  at,
  before,
  isAsciiLetterOrDigit,
  isDense,
  isLetter,
  isLetterOrDigit,
  isMark,
} from "../scripts.js";

// The hosts of addresses. The server has the same rule in chat.core.format.HostRule.

/** RFC 1035, section 2.3.4. */
export const MAX_HOST = 253;
const MAX_PORT = 65_535;

/** The end of a host: an IPv6 literal, or labels between dots; `from` for none. */
export function endOfHost(text, from) {
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

export function isLabelLetter(c) {
  return c < "\x80" ? isAsciiLetterOrDigit(c) : isLetterOrDigit(c) || isMark(c);
}

export function isHost(host) {
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
export function isWholeName(host) {
  const last = host.lastIndexOf(".");
  return last > 4 && isTopLevel(host.slice(last + 1));
}

export function isTopLevel(label) {
  return label.length >= 2 && isLetter(at(label, 0));
}

/** The end of the port after a host; where the host ends for none. */
export function portEnd(text, hostEnd) {
  const port = /^:(\d{1,5})(?!\d)/.exec(text.slice(hostEnd, hostEnd + 7));
  return port === null || Number(port[1]) > MAX_PORT ? hostEnd : hostEnd + port[0].length;
}

// Web addresses that begin with `http://`, `https://` or `www.`. The server has the same rule in
// chat.core.format.LinkRule, function by function, with the reasons. Each character is read a bounded
// number of times.

const MAX_USER_INFO = 256;
const INNER = /^[\u00b7\u0387\u055a\u05f3\u05f4\u0f0b\u2019\u2027\u30fb\uff65]$/;
const STOP = /^[\x00-\x20\x7f<>"`]$/;
const STOP_BEYOND_ASCII =
  /^[\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Po}\p{Cf}\p{Cc}\p{Cs}\p{Z}\u2014\u2015\u2e3a\u2e3b\ufe31\ufe58\uff1c\uff1e]$/u;
const JOINERS = /^[\u200c\u200d]$/;
const TRAILING_BEYOND_ASCII = /^[\p{Pd}\p{Pc}]$/u;
const USER_INFO = /^[a-z0-9._~%!$&'*+;=:-]$/i;
const BEFORE_WWW = /^[._\-/@:=&?#%+~\\$]$/;
const OPENERS = "([{";
const CLOSERS = ")]}";
const QUOTES = new Map([..."'*_~|"].map((c) => [c, c]).concat([["\u2018", "\u2019"]]));
const PUNCTUATION = /^[.,:;!?']$/;

/**
 * What stands around an address: the characters of emphasis that may close after it, whether it is
 * inside the brackets of a link, and whether a mark of emphasis opens right before it.
 */
const NOTHING = { marks: "", isBracketed: false, isFresh: false };

/** The end of the address that begins at `start`; `start` for none. */
export function webEnd(text, start, around = NOTHING) {
  const host = hostStart(text, start, around.isFresh);
  if (host < 0) return start;
  const from = authorityEnd(text, start, host);
  if (from < 0) return start;
  if (from === text.length || !"/?#".includes(text[from])) return text[from] === "@" ? start : from;
  return trimmed(text, from, pathEnd(text, from, start, around.isBracketed), start, around.marks);
}

/** Whether a whole text is an address. */
export function isWebAddress(text) {
  const host = hostStart(text, 0, true);
  const from = host < 0 ? -1 : authorityEnd(text, 0, host);
  return from === text.length || (from > 0 && "/?#".includes(text[from]));
}

export function isWww(text, start) {
  return text.slice(start, start + 4).toLowerCase() === "www.";
}

/** Where host and port end; -1 if the host is none. */
function authorityEnd(text, start, host) {
  const hostEnd = endOfHost(text, host);
  const isGood = isWww(text, start) ? isWholeName : isHost;
  return isGood(text.slice(host, hostEnd)) ? portEnd(text, hostEnd) : -1;
}

function hostStart(text, start, isFresh) {
  const previous = isFresh ? " " : (text[start - 1] ?? " ");
  if (isAsciiLetterOrDigit(previous) || /[@\uff20]/.test(previous)) return -1;
  if (isWww(text, start)) return BEFORE_WWW.test(previous) ? -1 : start;
  const scheme = /^https?:\/\//i.exec(text.slice(start, start + 8));
  return scheme === null ? -1 : userInfoEnd(text, start + scheme[0].length);
}

function userInfoEnd(text, from) {
  let end = from;
  while (end - from < MAX_USER_INFO && USER_INFO.test(text[end] ?? "")) end++;
  return end > from && text[end] === "@" ? end + 1 : from;
}

/** The end of what may belong to the path, query and fragment, before it is trimmed. */
function pathEnd(text, from, start, isBracketed) {
  const opener = text[start - 1] ?? " ";
  const closer = closerOf(opener);
  const isBracket = OPENERS.includes(opener);
  let depth = 0;
  for (let index = from; index < text.length;) {
    const c = at(text, index);
    if (isStop(c) || (isBracketed && c === "]" && text[index + 1] === "(")) return index;
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

/** Whether `c` stands in no address. */
export function isStop(c) {
  if (c < "\x80") return STOP.test(c);
  return STOP_BEYOND_ASCII.test(c) && !INNER.test(c) && !JOINERS.test(c);
}

/** Takes punctuation of the sentence, and marks that close behind it, off the end in one walk back. */
function trimmed(text, from, end, start, marks) {
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
    else if (!isPunctuation(c) && c !== quote && !marks.includes(c)) break;
    index -= c.length;
  }
  return index;
}

function isPunctuation(c) {
  return c < "\x80" ? PUNCTUATION.test(c) : INNER.test(c) || TRAILING_BEYOND_ASCII.test(c);
}
