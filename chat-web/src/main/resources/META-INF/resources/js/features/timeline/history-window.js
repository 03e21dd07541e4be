import { updateRoom } from "../rooms/model.js";
import { isMessage, shownOf } from "./events.js";
import { addOlder, pageFrom } from "./timeline.js";

// A visit to an earlier part of a room's log, away from its end: what is held around one message.
// It grows on both sides as somebody reads on, and when it meets the timeline the two are one.
//
//   seq       the message that somebody came for
//   events    those that are shown, ascending, all before the timeline's
//   from, to  everything between these seqs is known
//   complete  nothing older exists

/** The pages `before` and `after` the message `seq` came in. */
export function visited(state, { room: id, seq, before, after }) {
  return updateRoom(state, id, (room) => {
    const events = shownOf([...before.events, ...after.events]);
    const isHere = room.timeline?.epoch === before.head.epoch && events.some(isMessage);
    if (!isHere) return room;
    const visit = { seq, events, from: pageFrom(before), to: endOf(after), complete: !before.more };
    return meet({ ...room, visit });
  });
}

/** A page before (`side` "older") or after what the visit holds came in. */
export function visitGrown(state, { room: id, side, page }) {
  return updateRoom(state, id, (room) => {
    if (room.visit === null) return room;
    const { visit } = room;
    if (side === "older") return { ...room, visit: addOlder(visit, page) };
    const newer = shownOf(page.events).filter(({ seq }) => seq > visit.to);
    const events = [...visit.events, ...newer];
    return meet({ ...room, visit: { ...visit, events, to: Math.max(visit.to, endOf(page)) } });
  });
}

/** The seq up to which a page that follows a seq has everything. */
function endOf({ events, head, more }) {
  return more ? (events.at(-1)?.seq ?? 0) : head.seq;
}

export function visitEnded(state, { room: id }) {
  return updateRoom(state, id, endVisit);
}

export function endVisit(room) {
  return room.visit === null ? room : { ...room, visit: null };
}

function meet(room) {
  return room.visit.to >= room.timeline.from - 1 ? unite(room) : room;
}

function unite(room) {
  const { timeline, visit } = room;
  const before = visit.events.filter(({ seq }) => seq < timeline.from);
  const events = [...before, ...timeline.events];
  const from = Math.min(visit.from, timeline.from);
  return { ...room, visit: null, timeline: { ...timeline, events, from, complete: visit.complete } };
}
