import { dropBelow } from "../timeline/timeline.js";
import { CHANGEABLE } from "./room-changed.js";

// The rooms map: pure helpers that the reducers share.

/** What the page knows of a room beside the server's RoomInfo. */
export function newRoom(info) {
  return {
    info,
    asOf: { info: info.head?.seq ?? 0, name: 0, topic: 0 }, // seqs: of the RoomInfo, and of changes
    joined: false, // this connection is present in it
    timeline: null,
    historyWindow: null, // a part of the log away from its end that is shown instead
    members: [],
    membersKnown: false,
    membersMore: false,
    membersEnd: null, // the id up to which members are known without a gap; null for all of them
    typing: [],
    notices: [],
    quotes: new Map(), // messages that replies quote, by seq, from outside the timeline
    isMentioned: false, // what is unread mentions us, as far as the page holds it
    anew: null, // the seq of an edit that mentions us for the first time, until we see the room's end
    line: null, // the seq of the first message that was new when reading went on
    mark: null, // the seq up to which the server knows the room as read; null when not told yet
    keepsUnread: false, // messages were marked as unread: nothing is read until the room is entered
    loadingOlder: false,
    isLarge: false, // an own `@all` was no mention: there are more members than are present
  };
}

export function updateRoom(state, id, change) {
  const room = state.rooms.get(id);
  if (room === undefined) return state;
  const next = change(room);
  return next === room ? state : putRoom(state, id, next);
}

export function putRoom(state, id, room) {
  const rooms = new Map(state.rooms);
  rooms.set(id, room);
  return { ...state, rooms };
}

export function removeRoom(state, id) {
  if (!state.rooms.has(id)) return state;
  const rooms = new Map(state.rooms);
  rooms.delete(id);
  return { ...state, rooms, current: state.current === id ? null : state.current };
}

/** Fields that a frame leaves out are unchanged, but for the topic: then there is none. */
export function mergeInfo(state, info) {
  const room = state.rooms.get(info.id);
  if (room === undefined) return putRoom(state, info.id, newRoom(info));
  // A level without `until` has no end.
  const known = info.level === undefined ? room.info : { ...room.info, until: undefined };
  return putRoom(state, info.id, withKept(room, { ...known, topic: undefined, ...info }));
}

/** A room under another RoomInfo, which may have been made before what is known of name and topic. */
function withDescription(room, info) {
  const seq = info.head?.seq ?? 0;
  const { asOf } = room;
  if (room.info.head?.epoch !== info.head?.epoch)
    return { ...room, info, asOf: { info: seq, name: 0, topic: 0 } };
  const next = { ...room, info: { ...info }, asOf: { ...asOf, info: Math.max(seq, asOf.info) } };
  for (const field of CHANGEABLE)
    if (seq < asOf.info || seq <= asOf[field]) next.info[field] = room.info[field];
  return next;
}

/**
 * A room under another RoomInfo: what that says is no longer kept leaves the room. No more
 * messages are unread than are kept.
 */
export function withKept(room, info) {
  const { head, floor = 1 } = room.info;
  const isSameLog = head?.epoch === info.head?.epoch;
  const next = withDescription(room, info);
  if (!info.unread) next.isMentioned = false;
  // What was on its way when the floor moved may tell of the one before.
  if (isSameLog && floor > (info.floor ?? 1)) next.info.floor = floor;
  const lowest = next.info.floor ?? 1;
  if (lowest === 1) return next;
  const described = info.head?.seq ?? 0;
  const later = isSameLog ? Math.max(0, (head?.seq ?? 0) - described) : 0;
  // Not all that is kept are messages, and what came after the RoomInfo was made is not in it.
  const kept = Math.min(described - lowest + 1, info.message_count ?? Infinity) + later;
  const unread = Math.min(next.info.unread ?? 0, kept);
  if (next.info.unread > unread) next.info = { ...next.info, unread };
  if (next.timeline?.epoch === info.head?.epoch) next.timeline = dropBelow(next.timeline, lowest);
  if (next.historyWindow !== null) {
    const historyWindow = dropBelow(next.historyWindow, lowest);
    next.historyWindow = historyWindow.events.length > 0 ? historyWindow : null;
  }
  if ([...next.quotes.keys()].some((seq) => seq < lowest))
    next.quotes = new Map([...next.quotes].filter(([seq]) => seq >= lowest));
  if (next.line !== null && next.line < lowest) next.line = lowest;
  return next;
}

export function mapRooms(state, change) {
  let changed = false;
  const rooms = new Map();
  for (const [id, room] of state.rooms) {
    const next = change(room);
    changed ||= next !== room;
    rooms.set(id, next);
  }
  return changed ? { ...state, rooms } : state;
}

export function withInfo(room, info) {
  const next = { ...room, info: { ...room.info, ...info } };
  if (next.info.unread === 0 && next.isMentioned) next.isMentioned = false;
  return next;
}

/** Whether what asks for attention in a room mentions us. */
export function mentionsUs({ isMentioned, anew }) {
  return isMentioned || anew !== null;
}

/** How many unread messages of a room ask for attention, by the level of its notifications. */
export function attention(room) {
  const { info, anew } = room;
  if (info.level === "none" || (info.level === "mentions" && !mentionsUs(room))) return 0;
  // Of a message that was read the edit may be new.
  return Math.max(info.unread ?? 0, anew === null ? 0 : 1);
}

/** A room whose messages are ours to count: as a member, or as one of the two. */
export function isMine({ info }) {
  return info.kind === "direct" || info.member === true;
}
