// Durable events: the entries of a room's log. All have `room`, `seq`, `user` and `at`, those of
// types that this page does not know too.

const SHOWN = new Set(["new_message", "room_changed"]);

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

/** The events of which the page shows something; of the others only the `seq` counts. */
export function shownOf(events) {
  return events.every(isShown) ? events : events.filter(isShown);
}

function isShown({ type }) {
  return SHOWN.has(type);
}
