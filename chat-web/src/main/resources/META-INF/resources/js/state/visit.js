import { updateRoom } from "./rooms.js";

// A visit to an earlier part of a room's log, away from its end: what is held around one message.
// It grows on both sides as somebody reads on, and when it meets the timeline the two are one.
//
//   seq       the message that somebody came for
//   events    ascending, without a hole, all before the timeline's first
//   complete  nothing older exists

export function visited(state, { room: id, epoch, seq, events, complete }) {
  return updateRoom(state, id, (room) => {
    if (room.timeline === null || room.timeline.epoch !== epoch || events.length === 0) return room;
    return meet({ ...room, visit: { seq, events, complete } });
  });
}

/** A page before (`side` "older") or after what the visit holds came in. */
export function visitGrown(state, { room: id, side, events, more }) {
  return updateRoom(state, id, (room) => {
    if (room.visit === null) return room;
    const { visit } = room;
    const first = visit.events[0].seq;
    const last = visit.events.at(-1).seq;
    if (side === "older") {
      const older = events.filter(({ seq }) => seq < first);
      const grown = { ...visit, events: [...older, ...visit.events], complete: !more };
      return { ...room, visit: grown };
    }
    const newer = events.filter(({ seq }) => seq > last);
    // The server knows of nothing in between: what was there is not kept any more.
    if (newer.length === 0) return unite(room);
    return meet({ ...room, visit: { ...visit, events: [...visit.events, ...newer] } });
  });
}

export function visitEnded(state, { room: id }) {
  return updateRoom(state, id, endVisit);
}

export function endVisit(room) {
  return room.visit === null ? room : { ...room, visit: null };
}

function meet(room) {
  return room.visit.events.at(-1).seq >= firstSeq(room.timeline) - 1 ? unite(room) : room;
}

function unite(room) {
  const { timeline, visit } = room;
  const before = visit.events.filter(({ seq }) => seq < firstSeq(timeline));
  const events = [...before, ...timeline.events];
  return { ...room, visit: null, timeline: { ...timeline, events, complete: visit.complete } };
}

function firstSeq({ events, cursor }) {
  return events[0]?.seq ?? cursor + 1;
}
