import { foldName } from "../../lib/fold-text.js";
import { isMessage } from "../timeline/events.js";
import { eventAt } from "../timeline/timeline.js";
import { isMine } from "./model.js";

// Questions that views ask about the state.

const collator = new Intl.Collator(undefined, { sensitivity: "base", numeric: true });

/** Own rooms, conversations, and the public rooms that one may join: each by name. */
export function roomLists({ rooms, defaultRoom }) {
  const own = [];
  const direct = [];
  const open = [];
  for (const room of rooms.values()) {
    if (room.info.kind === "direct") direct.push(room);
    else if (isMine(room)) own.push(room);
    else if (room.info.kind === "public") open.push(room);
  }
  const first = (room) => (room.info.id === defaultRoom ? 0 : 1);
  own.sort((a, b) => first(a) - first(b) || byName(a, b));
  direct.sort(byName);
  open.sort((a, b) => first(a) - first(b) || byName(a, b));
  return { own, direct, open };
}

/** Lists up to this many rooms and conversations are seen at once on most screens. */
const SHORT_LIST = 12;

/**
 * How the rooms stand in the sidebar: {raised, own, direct, open, isLong}. In a long list what is
 * unread is raised to the top, and with it what was when it was opened, so that nothing moves under
 * the pointer (`held`, ids); conversations stand before the rooms then.
 */
export function roomSections(state, held = new Set()) {
  const { own, direct, open } = roomLists(state);
  const isLong = own.length + direct.length > SHORT_LIST;
  if (!isLong) return { raised: [], own, direct, open, isLong };
  const isRaised = ({ info }) => info.unread > 0 || held.has(info.id);
  const raised = [...direct, ...own].filter(isRaised);
  raised.sort((a, b) => Number(b.isMentioned) - Number(a.isMentioned));
  const rest = (rooms) => rooms.filter((room) => !isRaised(room));
  return { raised, own: rest(own), direct: rest(direct), open, isLong };
}

/** Whether the page can tell how many are in a room: a count from long ago is none. */
export function knowsCount({ link }, { membersKnown }) {
  return link.state === "open" || membersKnown;
}

export function roomName({ info }) {
  return info.with?.name ?? info.name ?? "";
}

export function byName(a, b) {
  return collator.compare(roomName(a), roomName(b));
}

export function compareNames(a, b) {
  return collator.compare(a.name, b.name);
}

/**
 * Own messages that stand after a room's timeline: unsent ones, and acknowledged ones whose event
 * is to come.
 */
export function pendingIn({ pending, self }, id, timeline) {
  const here = pending.filter(({ room }) => room === id);
  if (here.length === 0 || timeline === null) return here;
  const known = new Set();
  for (const event of timeline.events) if (event.user?.id === self.id) known.add(event.client_id);
  return here.filter((item) => !known.has(item.client_id) && !(item.seq <= timeline.cursor));
}

/** Own messages that were refused, and whose room is no longer there to show them. */
export function withoutRoom({ pending, rooms }) {
  return pending.filter(({ state, room }) => state === "failed" && !rooms.has(room));
}

export function waitingCount({ pending }) {
  return pending.filter(({ state }) => state === "sending").length;
}

export function currentRoom(state) {
  return state.rooms.get(state.current) ?? null;
}

/** The part of a room's log that is shown: a history window, else its end; null for nothing. */
export function heldPart(room) {
  return room?.historyWindow ?? room?.timeline ?? null;
}

/** The message with this number, if the page holds it. */
export function heldMessage({ timeline, historyWindow }, seq) {
  const held =
    (historyWindow && eventAt(historyWindow.events, seq)) ??
    (timeline && eventAt(timeline.events, seq));
  return held !== null && isMessage(held) ? held : null;
}

/** The message a reply refers to, if the page holds it. */
export function quotedMessage(room, seq) {
  return heldMessage(room, seq) ?? room.quotes.get(seq) ?? null;
}

/** Whoever goes by this name, as far as the page knows. */
export function userNamed({ users, rooms, current }, name) {
  const wanted = foldName(name);
  const same = (user) => foldName(user.name) === wanted;
  const here = rooms.get(current)?.members.find(same);
  if (here !== undefined) return here;
  for (const { info } of rooms.values()) if (info.with && same(info.with)) return info.with;
  return [...users.values()].find(same) ?? null;
}

/** Where everybody is a guest, that somebody is one says nothing. */
export function showsGuests({ self, users, rooms, current }) {
  if (self !== null && self.kind !== "guest") return true;
  const isOther = ({ kind }) => kind === "registered";
  if ((rooms.get(current)?.members ?? []).some(isOther)) return true;
  for (const { info } of rooms.values()) if (info.with && isOther(info.with)) return true;
  for (const user of users.values()) if (isOther(user)) return true;
  return false;
}

/** Whether the user may change name and topic; the server decides. */
export function mayChange({ role }, { info }) {
  const isAdmin = role === "admin" && (info.kind === "public" || info.kind === "private");
  return info.role === "owner" || isAdmin;
}

export function isOnline({ info }) {
  return info.kind === "direct" && info.user_count > 1;
}

export function isMentioned(event, self) {
  return event.mentions?.some(({ user }) => user.id === self?.id) ?? false;
}
