import { isMessage } from "../timeline/events.js";
import { eventAt } from "../timeline/timeline.js";

// Questions that views ask about messages.

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

export function waitingCount({ pending, changes }) {
  return [...pending, ...changes].filter(({ state }) => state === "sending").length;
}

const byMessage = new WeakMap();

/**
 * Own changes that are not acknowledged yet, by the message of the room that they change: by its
 * `seq`, or by its `client_id` while it is unsent itself.
 */
export function changesIn({ changes }, id) {
  if (!byMessage.has(changes)) byMessage.set(changes, new Map());
  const ofRooms = byMessage.get(changes);
  if (!ofRooms.has(id)) {
    const here = new Map();
    for (const item of changes) {
      const message = item.change.seq ?? item.change.of;
      if (item.room === id) here.set(message, [...(here.get(message) ?? []), item]);
    }
    ofRooms.set(id, here);
  }
  return ofRooms.get(id);
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

export function isMentioned(event, self) {
  if (event.mention_all?.length > 0 && event.user?.id !== self?.id) return true;
  return event.mentions?.some(({ user }) => user.id === self?.id) ?? false;
}
