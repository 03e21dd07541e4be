import { foldName } from "./fold-text.js";
import { addressed } from "./mentions.js";

// What a message text means before it is sent. The server decides; this is what the page says
// beforehand.

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** What makes a text that begins by naming a user private: its first `length` units give way. */
export function privatePrefix(text, { end, name }) {
  const [separator] = /^[\s,:;.!?\u3001\u3002\uff0c\uff1a\uff1b\uff01\uff1f-]*/.exec(text.slice(end));
  return { length: end + separator.length, prefix: `@${name} ` };
}

export function makePublic(text) {
  return `\\${text}`;
}

/** How an own text looks once the server has taken the prefix off; `to` is whom it is for alone. */
export function shownText(text, isDirect, to) {
  if (isDirect) return text;
  if (to === undefined) return /^\\[@\uff20]/.test(text) ? text.slice(1) : text;
  const readings = addressed(text);
  const isMeant = ({ name }) => foldName(name) === foldName(to.name);
  return (readings.find(isMeant) ?? readings[0])?.rest ?? text;
}

/** The limits count code points, not UTF-16 units. */
export function countCodePoints(text) {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** A text that has no space for lines, as that is sent: what breaks lines becomes a space. */
export function oneLine(text) {
  const line = text.replace(/\s*[\u0000-\u001f\u007f-\u009f\u2028\u2029]\s*/g, " ");
  return (line.toWellFormed?.() ?? line).trim();
}

/**
 * What a paste may bring along and the contract refuses: control characters, lone surrogates,
 * foreign line ends.
 */
export function sendable(text) {
  const plain = text.replace(/\r\n?/g, "\n").replace(CONTROL, "");
  return (plain.toWellFormed?.() ?? plain).trimEnd();
}
