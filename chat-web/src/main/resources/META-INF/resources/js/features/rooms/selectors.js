import { compareNames } from "../members/selectors.js";
import { attention, isMine, mentionsUs } from "./model.js";

// Questions that views ask about rooms.

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

/** Lists up to this many rooms and conversations are seen at once on most screens. */
const SHORT_LIST = 12;

/**
 * How the rooms stand in the sidebar: {raised, own, direct, open, isLong}. In a long list what is
 * unread is raised to the top, and with it what was when it was opened, so that nothing moves under
 * the pointer (`held`, ids); conversations stand before the rooms then.
 */
export function roomSections(state, held = new Set()) {
  const { own, direct, open } = roomLists(state);
  const isLong = own.length + direct.length > SHORT_LIST;
  if (!isLong) return { raised: [], own, direct, open, isLong };
  const isRaised = (room) => attention(room) > 0 || held.has(room.info.id);
  const raised = [...direct, ...own].filter(isRaised);
  raised.sort((a, b) => Number(mentionsUs(b)) - Number(mentionsUs(a)));
  const rest = (rooms) => rooms.filter((room) => !isRaised(room));
  return { raised, own: rest(own), direct: rest(direct), open, isLong };
}

/** Whether the page can tell how many are in a room: a count from long ago is none. */
export function knowsCount({ link }, { membersKnown }) {
  return link.state === "open" || membersKnown;
}

export function roomName({ info }) {
  return info.with?.name ?? info.name ?? "";
}

function byName(a, b) {
  return compareNames({ name: roomName(a) }, { name: roomName(b) });
}

export function currentRoom(state) {
  return state.rooms.get(state.current) ?? null;
}

/** Whether the user may change name and topic; the server decides. */
export function mayChange({ role }, { info }) {
  const isAdmin = role === "admin" && (info.kind === "public" || info.kind === "private");
  return info.role === "owner" || isAdmin;
}

/** Of a room's members, for all of them to be mentioned by one who does not lead the room. */
export const MOST_MENTIONED = 20;

/**
 * Whether `all` and `here` are likely to be mentions: the server counts the members of a room, and the
 * page knows those present, and what became of the last such text of the user.
 */
export function mayMentionAll(state, room) {
  if (room.info.kind === "direct") return false;
  if (mayChange(state, room)) return true;
  return room.info.user_count <= MOST_MENTIONED && !room.isLarge;
}

/** Whether the user may pin messages of the room; the server decides. */
export function mayPin(state, room) {
  return room.info.kind !== "public" || mayChange(state, room);
}

export function isOnline({ info }) {
  return info.kind === "direct" && info.user_count > 1;
}
