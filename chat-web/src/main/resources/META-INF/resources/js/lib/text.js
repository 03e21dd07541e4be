// What a message text means before it is sent. The server decides; this is what the page says
// beforehand.

const NAME = "[\\p{L}\\p{N}\\p{M}_-]{2,32}";
const WHISPER = new RegExp(`^@(${NAME})\\s`, "u");
const MENTION_TAIL = new RegExp(`(?:^|[^\\p{L}\\p{N}_@.-])@([\\p{L}\\p{N}\\p{M}_-]{0,32})$`, "u");
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** The name a text is for alone, or null when everybody in the room may read it. */
export function whisperedTo(text) {
  return WHISPER.exec(text)?.[1] ?? null;
}

const ADDRESS = new RegExp(`^\\s*@(${NAME})(?![\\p{L}\\p{N}\\p{M}_@-])`, "u");

/**
 * The name that a text for everybody begins with, as in "@Ada: hello" or " @Ada hello", or null. It
 * is a mention, though readers of other chats may take it for a private message.
 */
export function addressedTo(text) {
  const found = ADDRESS.exec(text);
  if (found === null || whisperedTo(text) !== null) return null;
  return found[0].length < text.length ? found[1] : null;
}

/** What makes such a text private: its first `length` units give way to `prefix`. */
export function privatePrefix(text) {
  const [whole, name] = /^\s*@([^\s,:;.!?]+)[\s,:;.!?-]*/u.exec(text);
  return { length: whole.length, prefix: `@${name} ` };
}

export function makePublic(text) {
  return `\\${text}`;
}

/** How an own text looks once the server has taken the prefix off. */
export function shownText(text, isDirect) {
  if (isDirect) return text;
  if (text.startsWith("\\@")) return text.slice(1);
  return whisperedTo(text) === null ? text : text.replace(WHISPER, "").trimStart();
}

/** The beginning of a mention right before the caret: {start, query}, or null. */
export function mentionBefore(text, caret) {
  const found = MENTION_TAIL.exec(text.slice(0, caret));
  if (found === null) return null;
  return { start: caret - found[1].length - 1, query: found[1] };
}

/** The limits count code points, not UTF-16 units. */
export function countCodePoints(text) {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/**
 * What a paste may bring along and the contract refuses: control characters, lone surrogates,
 * foreign line ends.
 */
export function sendable(text) {
  const plain = text.replace(/\r\n?/g, "\n").replace(CONTROL, "");
  return (plain.toWellFormed?.() ?? plain).trimEnd();
}
