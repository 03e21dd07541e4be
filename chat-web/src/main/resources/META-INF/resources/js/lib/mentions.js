import { parse } from "./format/parse.js";
import {
  at,
  before,
  isDense,
  isLetter,
  isMark,
  isNameCharacter,
  isSpace,
  isUserName,
  LONGEST_NAME,
  scriptOf,
} from "./scripts.js";

// Whom a text calls, and whom it is for. The server decides, by the same rules in
// chat.core.mention.MentionParser and Call; conformance/text.tsv of chat-core holds the two
// together.

const MAX_CALLS = 200;
const MAX_NAMES = 20;
const AT = /^[@\uff20]$/;
const JOINING = /^[a-z0-9_+%@\uff20/=\\-]$/i;
const NAMES = /[@\uff20]/;
const GROUPS = /^(all|here)$/;

/** Whether it stands for all members, or those present: no user's name. */
export function isGroup(name) {
  return name.length <= 4 && GROUPS.test(name.normalize("NFKC").toLowerCase());
}

/**
 * The mentions in a text: [{name, start, end}], in UTF-16 units, ascending, of `all` and `here` too.
 * `isKnown` says whether a name is a user's.
 */
export function findMentions(text, isKnown) {
  const mentions = [];
  for (const call of callsIn(text)) {
    const known = candidates(text, call).filter(({ name }) => isGroup(name) || isKnown(name));
    if (known.length === 0) continue;
    const { name, end } = known.reduce((a, b) => (b.end > a.end ? b : a));
    mentions.push({ name, start: call.start, end });
  }
  return mentions;
}

/**
 * Whom a text is for alone, as it may be read: [{name, rest}], the longest name first; empty when
 * everybody in the room may read it. What counts is the first whose name is a user's, or that has
 * `isGroup`, the last: then the text is for the room.
 */
export function addressed(text) {
  if (!AT.test(text[0] ?? "")) return [];
  const call = callAt(text, 0, text.length);
  let rest = call.end;
  while (rest < text.length && isSpace(text[rest])) rest++;
  if (call.end === 1 || rest === call.end || rest === text.length) return [];
  const whole = { name: text.slice(1, call.end).normalize("NFC"), rest: text.slice(rest) };
  if (isGroup(whole.name)) return [];
  const names = candidates(text, call);
  const others = names
    .filter(({ name }) => !isGroup(name))
    .filter(({ end }) => end < call.end && text[end] !== "-" && text[end] !== "_")
    .sort((a, b) => b.end - a.end)
    .map(({ name, end }) => ({ name, rest: text.slice(end) }));
  const readings = [whole, ...others].slice(0, MAX_NAMES);
  const group = names.find(({ name }) => isGroup(name));
  return group === undefined ? readings : [...readings, { ...group, isGroup: true, rest: text }];
}

/**
 * The names that a text for everybody may begin with, as in "@Ada: hello" or " @Ada hello": [{name,
 * end}], the longest first. It is a mention, though readers of other chats may take it for a private
 * message.
 */
export function namedFirst(text) {
  const start = text.length - text.trimStart().length;
  if (!AT.test(text[start] ?? "") || addressed(text).length > 0) return [];
  return candidates(text, callAt(text, start, text.length))
    .filter(({ end }) => text.slice(end).trim() !== "") // else the text is still to come
    .sort((a, b) => b.end - a.end);
}

/** The beginning of a mention right before the caret: {start, query}, or null. */
export function mentionBefore(text, caret) {
  let start = caret;
  for (let count = 0; count <= LONGEST_NAME; count++) {
    const c = before(text, start);
    if (AT.test(c)) {
      const isFree = !JOINING.test(before(text, start - 1));
      return isFree ? { start: start - 1, query: text.slice(start, caret).normalize("NFC") } : null;
    }
    if (!isNameCharacter(c) && !isMark(c)) return null;
    start -= c.length;
  }
  return null;
}

/** The calls in the prose of a text: neither code nor a link has any. */
function callsIn(text) {
  const calls = [];
  if (NAMES.test(text)) collectCalls(text, parse(text), calls);
  return calls;
}

function collectCalls(text, nodes, calls) {
  for (const node of nodes) {
    if (node.kind === "text") callsInProse(text, node.start, node.start + node.text.length, calls);
    else if (node.kind !== "link") collectCalls(text, node.children ?? [], calls);
  }
}

function callsInProse(text, start, end, calls) {
  for (let index = start; index < end && calls.length < MAX_CALLS;) {
    if (!AT.test(text[index])) {
      index++;
      continue;
    }
    const call = callAt(text, index, end);
    const previous = before(text, index);
    // Prose begins after an underscore only if that is a mark of emphasis.
    const isFree = !JOINING.test(previous) || (index === start && previous === "_");
    if (call.end > index + 1 && isFree) calls.push(call);
    index = Math.max(call.end, index + 1);
  }
}

/** The run of name characters after the @ at `start`, up to `limit`; it may be empty. */
function callAt(text, start, limit) {
  let end = start + 1;
  while (end < limit) {
    const c = at(text, end);
    if (!isNameCharacter(c) && (end === start + 1 || !isMark(c))) break;
    end += c.length;
  }
  return { start, end };
}

/** The names that a run may mean, the likeliest first: [{name, end}]. */
function candidates(text, call) {
  const { changes, dense } = cuts(text, call);
  const found = [];
  const add = (cut) => {
    let end = cut;
    do {
      addName(found, text, call.start, end);
      end--;
    } while (end > call.start + 1 && (text[end] === "-" || text[end] === "_"));
  };
  if (!continues(text, call.end)) add(call.end);
  for (const cut of changes.reverse()) add(cut);
  for (const cut of dense) add(cut);
  return found;
}

function addName(found, text, start, end) {
  if (found.length >= MAX_NAMES || end - start > 4 * LONGEST_NAME) return;
  const name = text.slice(start + 1, end).normalize("NFC");
  if (isUserName(name) && !found.some((other) => other.end === end)) found.push({ name, end });
}

/** Whether what follows makes the run a part of an address or a path. */
function continues(text, end) {
  const next = text[end] ?? "";
  if (AT.test(next)) return text[end - 1] < "\x80";
  return next === "/" && isNameCharacter(at(text, end + 1));
}

/** Where a name may end within the run. */
function cuts(text, { start, end }) {
  const changes = [];
  const dense = [];
  let script = null;
  let previous = "";
  let count = 0;
  for (let index = start + 1; index < end && count <= LONGEST_NAME;) {
    const c = at(text, index);
    if (!isMark(c)) {
      count++;
      const own = isLetter(c) ? scriptOf(c) : null;
      if (previous !== "" && isDense(previous)) dense.push(index);
      else if (previous !== "" && isDense(c)) changes.push(index);
      else if (previous !== "" && own !== null && script !== null && own !== script)
        changes.push(index);
      if (isLetter(c)) script = own;
      previous = c;
    }
    index += c.length;
  }
  return { changes, dense };
}
