import { updateRoom } from "../rooms/model.js";
import { isMessage, shownOf } from "./events.js";
import { addOlder, pageFrom } from "./timeline.js";

// A window of an earlier part of a room's log, away from its end: the events around one message.
// It grows on both sides as the user reads on, and when it meets the timeline the two are one.
//
//   seq       the message for which it was opened
//   events    those that are shown, ascending, all before the timeline's
//   from, to  everything between these seqs is known
//   complete  nothing older exists

/** The pages `before` and `after` the message `seq` came in. */
function opened(state, { room: id, seq, before, after }) {
  return updateRoom(state, id, (room) => {
    const events = shownOf([...before.events, ...after.events]);
    const isHere = room.timeline?.epoch === before.head.epoch && events.some(isMessage);
    if (!isHere) return room;
    const span = { from: pageFrom(before), to: endOf(after), complete: !before.more };
    return meet({ ...room, historyWindow: { seq, events, ...span } });
  });
}

/** A page before (`side` "older") or after what the window holds came in. */
function grown(state, { room: id, side, page }) {
  return updateRoom(state, id, (room) => {
    if (room.historyWindow === null) return room;
    const { historyWindow } = room;
    if (side === "older") return { ...room, historyWindow: addOlder(historyWindow, page) };
    const newer = shownOf(page.events).filter(({ seq }) => seq > historyWindow.to);
    const events = [...historyWindow.events, ...newer];
    const to = Math.max(historyWindow.to, endOf(page));
    return meet({ ...room, historyWindow: { ...historyWindow, events, to } });
  });
}

/** The seq up to which a page that follows a seq has everything. */
function endOf({ events, head, more }) {
  return more ? (events.at(-1)?.seq ?? 0) : head.seq;
}

function closed(state, { room: id }) {
  return updateRoom(state, id, (room) =>
    room.historyWindow === null ? room : { ...room, historyWindow: null },
  );
}

function meet(room) {
  return room.historyWindow.to >= room.timeline.from - 1 ? unite(room) : room;
}

function unite(room) {
  const { timeline, historyWindow } = room;
  const before = historyWindow.events.filter(({ seq }) => seq < timeline.from);
  const events = [...before, ...timeline.events];
  const from = Math.min(historyWindow.from, timeline.from);
  const { complete } = historyWindow;
  return { ...room, historyWindow: null, timeline: { ...timeline, events, from, complete } };
}

export const historyWindowReducer = {
  actions: {
    history_window_opened: opened,
    history_window_grown: grown,
    history_window_closed: closed,
  },
};
