import { isMine } from "./rooms.js";
import { eventAt } from "./timeline.js";

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
export function homeless({ pending, rooms }) {
  return pending.filter(({ state, room }) => state === "failed" && !rooms.has(room));
}

export function waitingCount({ pending }) {
  return pending.filter(({ state }) => state === "sending").length;
}

export function currentRoom(state) {
  return state.rooms.get(state.current) ?? null;
}

/** What of a room's log is looked at: a visit to an earlier part, else its end; null for nothing. */
export function heldPart(room) {
  return room?.visit ?? room?.timeline ?? null;
}

/** The message with this number, if the page holds it. */
export function heldMessage({ timeline, visit }, seq) {
  return (visit && eventAt(visit.events, seq)) ?? (timeline && eventAt(timeline.events, seq));
}

/** The message a reply refers to, if the page holds it. */
export function quotedMessage(room, seq) {
  return heldMessage(room, seq) ?? room.quotes.get(seq) ?? null;
}

/** Whoever goes by this name, as far as the page knows. */
export function userNamed({ users, rooms, current }, name) {
  const wanted = name.toLowerCase();
  const same = (user) => user.name.toLowerCase() === wanted;
  const here = rooms.get(current)?.members.find(same);
  if (here !== undefined) return here;
  for (const { info } of rooms.values()) if (info.with && same(info.with)) return info.with;
  return [...users.values()].find(same) ?? null;
}

export function isOnline({ info }) {
  return info.kind === "direct" && info.user_count > 1;
}

export function isMentioned(event, self) {
  return event.mentions?.some(({ user }) => user.id === self?.id) ?? false;
}
