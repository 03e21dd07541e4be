import { isMessage } from "../timeline/events.js";

// The threads that the user follows, by room and root: {room, root, last, unread}. `last` is the seq of
// the last reply, or the root; `unread` counts other users' replies that were not seen. Null until the
// server has told them.

const MOST_UNREAD = 1_000;

export function followKey(room, root) {
  return `${room} ${root}`;
}

/** What is followed of a thread; undefined when it is not. */
export function followed({ follows }, room, root) {
  return follows?.get(followKey(room, root));
}

/** How many replies of followed threads are unread. */
export function unreadReplies({ follows }) {
  let unread = 0;
  for (const thread of follows?.values() ?? []) unread += thread.unread;
  return unread;
}

function put(state, thread) {
  const follows = new Map(state.follows);
  return { ...state, follows: follows.set(followKey(thread.room, thread.root), thread) };
}

function listed(state, { threads }) {
  const follows = new Map(threads.map((each) => [followKey(each.room, each.root), each]));
  return { ...state, follows };
}

function threadFollowed(state, { room, root, on, seq = root }) {
  const known = followed(state, room, root);
  if (on) return known === undefined ? put(state, { room, root, last: seq, unread: 0 }) : state;
  if (known === undefined) return state;
  const follows = new Map(state.follows);
  follows.delete(followKey(room, root));
  return { ...state, follows };
}

function threadMarked(state, { room, root, unread }) {
  const known = followed(state, room, root);
  return known === undefined ? state : put(state, { ...known, unread });
}

/** What is followed ends with the membership. */
function leftRoom(state, { room }) {
  const kept = [...(state.follows ?? [])].filter(([, thread]) => thread.room !== room);
  return kept.length === (state.follows?.size ?? 0) ? state : { ...state, follows: new Map(kept) };
}

/** Whether the user sees the end of the open thread: nothing in it is unread then. */
function endVisible(state, { isVisible }) {
  const { thread } = state;
  const next = { ...state, isThreadEndVisible: isVisible };
  const known = isVisible && thread !== null ? followed(state, thread.room, thread.root) : undefined;
  return known?.unread > 0 ? put(next, { ...known, unread: 0 }) : next;
}

function happened(state, event) {
  const { room, seq, user, thread } = event;
  const known = thread === undefined ? undefined : followed(state, room, thread);
  if (known === undefined || !isMessage(event) || seq <= known.last) return state;
  const { thread: open, isThreadEndVisible } = state;
  const isSeen = isThreadEndVisible && open?.room === room && open.root === thread;
  const isOwn = user.id === state.self?.id;
  // A reply of one's own marks all before it as read.
  const before = isOwn ? 0 : known.unread;
  const unread = Math.min(MOST_UNREAD, before + (isOwn || isSeen ? 0 : 1));
  return put(state, { ...known, last: seq, unread });
}

export const followReducer = {
  initial: {
    follows: null,
    isThreadEndVisible: false,
  },
  actions: {
    thread_end_visible: endVisible,
  },
  frames: {
    threads: listed,
    thread_followed: threadFollowed,
    thread_marked: threadMarked,
    left_room: leftRoom,
  },
  happened,
};
