import { roomChanged } from "../rooms/room-changed.js";

// Durable events: the entries of a room's log. All have `room`, `seq`, `user` and `at`, those of
// types that this page does not know too.

/**
 * The types of durable events, beside messages, that the page shows in a line of the message list:
 *
 *   apply(room, event)            the room after the event
 *   fields(event, former)         what its row shows; `former` has the fields of the row before if
 *                                 both share one: a change by the same user a little earlier
 *   sentence(words, row, quote)   the row's text, also read out; `quote` marks what users typed
 */
export const eventTypes = {
  room_changed: roomChanged,
};

/** No event of a log has this type. */
export const FOLD = "replies_fold";

const SHOWN = new Set(["new_message", ...Object.keys(eventTypes)]);

/** Whether a frame is an event that just happened: not a reply, and not a signal, which nothing keeps. */
export function isDurable({ re, room, seq, user, at }) {
  return (
    re === undefined &&
    typeof room === "string" &&
    Number.isSafeInteger(seq) &&
    user !== undefined &&
    at !== undefined
  );
}

/** Messages alone are unread, quoted, answered, copied and found. */
export function isMessage({ type }) {
  return type === "new_message";
}

/** Whether an entry stands for replies that are read in their thread: see foldedRoom. */
export function isFold({ type }) {
  return type === FOLD;
}

/** The events of which the page shows something; of the others only the `seq` counts. */
export function shownOf(events) {
  return events.every(isShown) ? events : events.filter(isShown);
}

function isShown({ type }) {
  return SHOWN.has(type);
}

/** The room after an event of any type. */
export function changedBy(room, event) {
  return eventTypes[event.type]?.apply(room, event) ?? room;
}
