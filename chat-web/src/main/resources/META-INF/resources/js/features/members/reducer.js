import { updateRoom, withInfo } from "../rooms/model.js";

// Frames about who is in a room and who is typing there.

const TYPING_MS = 5_000;
const MOST_NOTICES = 60;

/** A page by ascending id takes the place of what was known of its part. */
function members(state, { room: id, users, more }, request) {
  if (request?.note === "found") return state;
  return updateRoom(state, id, (room) => {
    const after = request?.after ?? "";
    const last = users[users.length - 1]?.id ?? after;
    const isElsewhere = (user) => user.id <= after || (more && user.id > last);
    const kept = room.members.filter((user) => user.id === state.self?.id || isElsewhere(user));
    // A page beyond the gap does not close it; one that begins before it moves it on.
    const isJoined = room.membersEnd === null || after <= room.membersEnd;
    const end = more ? last : null;
    const reaches = after === "" || end === null || end > room.membersEnd;
    const membersEnd = isJoined && reaches ? end : room.membersEnd;
    const membersMore = membersEnd !== null;
    return { ...room, members: merge(kept, users), membersKnown: true, membersMore, membersEnd };
  });
}

function userJoined(state, { room: id, user, user_count }, request, at) {
  return updateRoom(state, id, (room) => {
    const members = room.members.some((member) => member.id === user.id)
      ? room.members
      : [...room.members, user];
    const next = { ...withInfo(room, { user_count }), members };
    return isNoteworthy(state, room, user) ? notice(next, { kind: "joined", user, at: at + state.clockAheadMs }) : next;
  });
}

function userLeft(state, { room: id, user, user_count }, request, at) {
  return updateRoom(state, id, (room) => {
    const members = room.members.filter((member) => member.id !== user.id);
    const typing = room.typing.filter((typist) => typist.user.id !== user.id);
    const next = { ...withInfo(room, { user_count }), members, typing };
    return isNoteworthy(state, room, user) ? notice(next, { kind: "left", user, at: at + state.clockAheadMs }) : next;
  });
}

export function isNoteworthy(state, room, user) {
  return room.joined && room.info.kind !== "direct" && user.id !== state.self?.id;
}

/**
 * Notices are not in the log: they stand after the latest message of their moment, for as long as
 * the page lives.
 */
export function notice(room, { kind, user, at, ...more }) {
  const after = room.timeline?.cursor ?? 0;
  const before = room.notices[room.notices.length - 1];
  // A user who joins and leaves between two messages has one line.
  const comesOrGoes = (each) => each === "joined" || each === "left";
  const repeats =
    before?.after === after &&
    before.user?.id === user.id &&
    comesOrGoes(kind) &&
    comesOrGoes(before.kind);
  const kept = repeats ? room.notices.slice(0, -1) : room.notices.slice(-MOST_NOTICES);
  const id = (before?.id ?? 0) + 1;
  return { ...room, notices: [...kept, { id, kind, user, at, after, ...more }] };
}

function userTyping(state, { room: id, user, typing }, request, at) {
  if (user.id === state.self?.id) return state;
  return updateRoom(state, id, (room) => {
    const others = room.typing.filter((typist) => typist.user.id !== user.id);
    return { ...room, typing: typing ? [...others, { user, until: at + TYPING_MS }] : others };
  });
}

/** Time went on: users who have not typed for a while have stopped. */
function tick(state, { at }) {
  return updateRoom(state, state.current, (room) => {
    const typing = room.typing.filter(({ until }) => until > at);
    return typing.length === room.typing.length ? room : { ...room, typing };
  });
}

function merge(known, users) {
  const ids = new Set(users.map(({ id }) => id));
  return [...known.filter(({ id }) => !ids.has(id)), ...users];
}

export const memberReducer = {
  actions: { tick },
  frames: {
    members,
    user_joined: userJoined,
    user_left: userLeft,
    user_typing: userTyping,
  },
};
