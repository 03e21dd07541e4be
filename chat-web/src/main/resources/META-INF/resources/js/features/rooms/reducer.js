import { isNoteworthy, notice } from "../members/reducer.js";
import { dropAhead } from "../timeline/timeline.js";
import {
  attention,
  isMine,
  mapRooms,
  mergeInfo,
  newRoom,
  putRoom,
  removeRoom,
  updateRoom,
  withInfo,
  withKept,
} from "./model.js";

// Frames about who we are and which rooms there are.

/** How many public rooms that one has not joined `welcome` lists. */
const LISTED_PUBLIC = 100;
/** Well below the 128 KiB of rooms at which the list of `welcome` ends. */
const SURELY_WHOLE_BYTES = 96 * 1_024;

function welcome(state, frame, request, at) {
  const sameUser = state.self?.id === frame.user.id;
  const rooms = new Map();
  for (const info of frame.rooms) {
    const held = sameUser ? state.rooms.get(info.id) : undefined;
    rooms.set(info.id, held === undefined ? newRoom(info) : cameBack(held, info));
  }
  const isWhole = listsAll(frame);
  for (const [id, room] of sameUser ? state.rooms : [])
    if (!rooms.has(id) && mayStillBe(room, frame, isWhole, state.current))
      rooms.set(id, cameBack(room, unlisted(room.info, frame)));
  return {
    ...state,
    rooms,
    self: frame.user,
    defaultRoom: frame.default_room,
    clockAheadMs: frame.at === undefined ? 0 : Date.parse(frame.at) - at,
    limits: { ...state.limits, max_file_bytes: undefined, ...frame.limits },
    server: frame.server ?? null,
    users: new Map(state.users).set(frame.user.id, frame.user),
    ...(rooms.has(state.current) ? {} : lose(sameUser ? state : {})),
    morePublic: !isWhole,
    publicAfter: frame.rooms.filter(isOpenToJoin).at(-1)?.id,
    pending: sameUser ? state.pending : [],
  };
}

/** Whether `welcome` has all rooms: it ends at a number of public ones, and at a number of bytes. */
function listsAll({ rooms, more = false }) {
  const open = rooms.filter(({ member, kind }) => kind === "public" && !member);
  const bytes = new TextEncoder().encode(JSON.stringify(rooms)).length;
  return !more && open.length < LISTED_PUBLIC && bytes < SURELY_WHOLE_BYTES;
}

/** The permanent rooms come first, whatever their ids; the others by id, on which pages go on. */
function isOpenToJoin({ kind, member, permanent }) {
  return kind === "public" && !member && !permanent;
}

/**
 * Whether a room that a list leaves out may exist all the same. The open one is asked for itself, and
 * so are one's own beyond the list: a refusal is the end of them.
 */
function mayStillBe({ info }, { more = false }, isWhole, current) {
  if (info.kind !== "public") return more;
  return info.id === current || !isWhole || (more && info.member === true);
}

/** A public room that is not listed among all of one's own is not one's own any more. */
function unlisted(info, { more = false }) {
  return info.member && !more ? { ...info, member: false, unread: 0 } : info;
}

/** Nothing is joined on a new connection; what was read stays, so that the room can be resumed. */
function cameBack(room, info) {
  const kept = withKept(room, { ...info, code: info.code ?? room.info.code });
  return {
    ...kept,
    joined: false,
    membersKnown: false,
    typing: [],
    loadingOlder: false,
    mark: null,
    timeline: kept.timeline && dropAhead(kept.timeline),
  };
}

function usernameSet(state, frame, request, at) {
  return { ...userChanged(state, frame, request, at), self: frame.user };
}

function roomsList(state, { rooms, more }, request) {
  if (request?.note === "found") return state;
  const next = rooms.reduce(mergeInfo, state);
  if (request?.own) return next;
  return { ...next, morePublic: more, publicAfter: rooms.at(-1)?.id ?? state.publicAfter };
}

function roomCreated(state, { room }) {
  return mergeInfo(state, room);
}

function roomsChanged(state, { rooms = [], removed = [] }) {
  return removed.reduce((next, room) => gone(next, { room }), rooms.reduce(mergeInfo, state));
}

function leftRoom(state, { room: id }) {
  const room = state.rooms.get(id);
  if (room === undefined) return state;
  if (room.info.kind !== "public") return removeRoom(state, id);
  const info = { ...room.info, member: false, unread: 0 };
  const next = putRoom(state, id, newRoom(info));
  return state.current === id ? { ...next, current: null } : next;
}

function notificationsSet(state, { room: id, level, until }) {
  return updateRoom(state, id, (room) => withInfo(room, { level, until }));
}

/** The level of a room has reached its end: all messages count again. */
function levelEnded(state, { room }) {
  return notificationsSet(state, { room, level: "all" });
}

function roomPresence(state, { room: id, user_count }) {
  return updateRoom(state, id, (room) => withInfo(room, { user_count }));
}

/** A conversation's user_count is the number of its two people who are online. */
function userStatus(state, { user, status }) {
  return mapRooms(state, (room) => {
    if (room.info.with?.id !== user.id) return room;
    return withInfo(room, { user_count: status === "online" ? 2 : 1 });
  });
}

function userChanged(state, { user }, request, at) {
  const renamed = (known) => (known.id === user.id ? user : known);
  const next = mapRooms(state, (room) => {
    const isWith = room.info.with?.id === user.id;
    const isHere = room.members.some(({ id }) => id === user.id);
    if (!isWith && !isHere) return room;
    const members = isHere ? room.members.map(renamed) : room.members;
    const next = { ...(isWith ? withInfo(room, { with: user }) : room), members };
    const before = room.members.find(({ id }) => id === user.id)?.name;
    const isNews = isHere && before !== user.name && isNoteworthy(state, room, user);
    return isNews ? notice(next, { kind: "renamed", user, at: at + state.clockAheadMs, before }) : next;
  });
  const self = state.self?.id === user.id ? user : state.self;
  return { ...next, self, users: new Map(next.users).set(user.id, user) };
}

/** The user opened a room: what is new from here on is counted from this moment. */
function opened(state, { room: id }) {
  if (!state.rooms.has(id)) return state;
  // The view of the room says anew whether its end is visible.
  return acted({ ...state, current: id, isEndVisible: false }, { room: id });
}

/** The user enters a room or acts in it: what is seen there is read again. */
function acted(state, { room: id }) {
  return updateRoom(state, id, (room) => (room.keepsUnread ? { ...room, keepsUnread: false } : room));
}

function gone(state, { room }) {
  return removeRoom(state.current === room ? { ...state, ...lose(state) } : state, room);
}

function lose({ current = null, rooms = new Map() }) {
  return { current: null, lost: rooms.get(current)?.info ?? null };
}

export function countUnread(state) {
  let count = 0;
  for (const room of state.rooms.values()) if (isMine(room)) count += attention(room);
  return count;
}

export const roomReducer = {
  initial: {
    self: null,
    server: null,
    defaultRoom: null,
    clockAheadMs: 0, // by how much the server's clock is ahead of this one
    limits: { max_text_length: 4_000, max_frame_bytes: 65_536 },
    rooms: new Map(),
    users: new Map(),
    morePublic: false,
    publicAfter: undefined, // the id after which the list of public rooms goes on
    current: null,
    lost: null, // the room that ended while it was shown
  },
  actions: { opened, gone, acted, level_ended: levelEnded },
  frames: {
    welcome,
    username_set: usernameSet,
    rooms_list: roomsList,
    room_created: roomCreated,
    rooms_changed: roomsChanged,
    left_room: leftRoom,
    notifications_set: notificationsSet,
    room_presence: roomPresence,
    user_status: userStatus,
    user_changed: userChanged,
  },
};
