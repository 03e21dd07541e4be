import { at, isAsciiLetterOrDigit, isDense, isLetter, isLetterOrDigit, isMark } from "../scripts.js";

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
