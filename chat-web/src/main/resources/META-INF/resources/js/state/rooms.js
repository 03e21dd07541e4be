// The rooms map: pure helpers that the reducers share.

/** What the page knows of a room beside the server's RoomInfo. */
export function newRoom(info) {
  return {
    info,
    joined: false, // this connection is present in it
    timeline: null,
    visit: null, // an earlier part of the log that somebody looks at
    members: [],
    membersKnown: false,
    membersMore: false,
    membersEnd: null, // the id up to which members are known without a gap; null for all of them
    typing: [],
    notices: [],
    quotes: new Map(), // messages that replies quote, by seq, from outside the timeline
    isMentioned: false, // somebody has mentioned us in what is unread, as far as the page has heard
    line: null, // the seq of the first message that was new when reading went on
    loadingOlder: false,
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

/** Fields that a frame leaves out are unchanged. */
export function mergeInfo(state, info) {
  const room = state.rooms.get(info.id);
  if (room === undefined) return putRoom(state, info.id, newRoom(info));
  return putRoom(state, info.id, { ...room, info: { ...room.info, ...info } });
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

/** A room whose messages are ours to count: as a member, or as one of the two. */
export function isMine({ info }) {
  return info.kind === "direct" || info.member === true;
}
