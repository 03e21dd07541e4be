import { changedEvents, withMine, withoutMine } from "../messages/changes.js";
import { withPeople } from "../messages/reducer.js";
import { heldMessage } from "../messages/selectors.js";
import { isMessage } from "../timeline/events.js";
import { bound, dropBelow, mostInSight } from "../timeline/timeline.js";

// The thread that is open beside its room: one at a time.
//
//   room, root    where it is, and the seq of the message that it answers
//   events        the root, if it is kept, and the replies that are held, ascending
//   from          all replies from this seq on are held; older pages end before it
//   complete      no older replies exist
//   cursor        live replies up to this seq are held
//   isKnown       the server has told it; before, it is what the room's log held
//   isGone        there is no such thread
//   epoch, origin, loadingOlder, isRestored: as those of a timeline or a room

function opened(state, { room: id, root }) {
  const room = state.rooms.get(id);
  if (room === undefined || (state.thread?.room === id && state.thread.root === root)) return state;
  return { ...state, thread: startThread(room, root) };
}

function startThread(room, root) {
  const { info, timeline, quotes } = room;
  const first = heldMessage(room, root) ?? quotes.get(root);
  const replies = (timeline?.events ?? []).filter(({ thread }) => thread === root);
  const from = timeline?.from ?? Infinity;
  return {
    room: info.id,
    root,
    epoch: timeline?.epoch ?? null,
    events: first === undefined ? replies : [first, ...replies],
    from,
    complete: from <= root,
    cursor: timeline?.cursor ?? 0,
    isKnown: false,
    isGone: false,
    loadingOlder: false,
    origin: {},
    isRestored: false,
  };
}

const closed = (state) => (state.thread === null ? state : { ...state, thread: null });

function loading(state, { loading: loadingOlder }) {
  return state.thread === null ? state : { ...state, thread: { ...state.thread, loadingOlder } };
}

/** The server knows no thread there: a message without replies, or one that is no longer kept. */
function missing(state, { origin }) {
  const { thread } = state;
  if (thread?.origin !== origin) return state;
  const isGone = thread.events.length === 0;
  return { ...state, thread: { ...thread, isKnown: true, complete: true, isGone } };
}

function page(state, reply, request) {
  const { thread } = state;
  if (thread === null || thread.room !== reply.room || thread.root !== reply.root) return state;
  // The log was replaced under us: its messages are others.
  if (thread.epoch !== null && thread.epoch !== reply.head.epoch) return closed(state);
  return { ...withPeople(state, reply), thread: withPage(thread, reply, request?.before) };
}

/**
 * A page takes the place of what was held of its part. It was read a little earlier than it came: a
 * message that changed meanwhile, and a reply that is newer, stay.
 */
function withPage(thread, { events, head, from, more, mine }, before = Infinity) {
  const { root } = thread;
  const held = new Map(thread.events.map((event) => [event.seq, event]));
  const newest = (event) => {
    const other = held.get(event.seq);
    return (other?.rev ?? 0) > (event.rev ?? 0) ? other : event;
  };
  const paged = withMine(events, mine).map(newest);
  const seqs = new Set(paged.map(({ seq }) => seq));
  const isElsewhere = ({ seq }) => seq < from || seq >= before || seq > head.seq;
  const rest = thread.events.filter(
    (event) => !seqs.has(event.seq) && event.seq !== root && isElsewhere(event),
  );
  return {
    ...thread,
    epoch: head.epoch,
    events: [...paged, ...rest].sort((a, b) => a.seq - b.seq),
    from,
    complete: !more,
    cursor: Math.max(thread.cursor, head.seq),
    isKnown: true,
    isGone: false,
  };
}

function happened(state, event) {
  const { thread } = state;
  if (thread === null || thread.room !== event.room) return state;
  const isOwnRemoval = event.type === "reaction_removed" && event.user.id === state.self?.id;
  const held = isOwnRemoval
    ? thread.events.map((each) => withoutMine(each, event))
    : thread.events;
  const changed = changedEvents(held, event);
  const isReply = isMessage(event) && event.thread === thread.root && event.seq > thread.cursor;
  if (!isReply)
    return changed === thread.events ? state : { ...state, thread: { ...thread, events: changed } };
  const grown = { ...thread, events: [...changed, event], cursor: event.seq };
  return { ...state, thread: bounded(grown, mostInSight(state.isThreadEndVisible)) };
}

/** Forgets the older half of the replies once there are more than `most`; the root stays. */
function bounded(thread, most) {
  if (thread.events.length <= most) return thread;
  const [first] = thread.events;
  if (first.seq !== thread.root) return bound(thread, most);
  const replies = bound({ ...thread, events: thread.events.slice(1) }, most);
  return { ...replies, events: [first, ...replies.events] };
}

/** After other reducers: the thread ends with its room, and loses what the room no longer keeps. */
function settled(state) {
  const { thread, rooms, current } = state;
  if (thread === null) return state;
  const room = rooms.get(thread.room);
  if (room === undefined || current !== thread.room) return closed(state);
  const kept = dropBelow(thread, room.info.floor ?? 1);
  if (kept === thread) return state;
  return kept.events.length === 0 ? closed(state) : { ...state, thread: kept };
}

export const threadReducer = {
  initial: {
    thread: null,
    foldsReplies: false, // whether the room shows replies in their threads alone
  },
  actions: {
    opened: settled,
    gone: settled,
    thread_opened: opened,
    thread_closed: closed,
    thread_loading: loading,
    thread_missing: missing,
    replies_folded: (state, { on: foldsReplies }) =>
      state.foldsReplies === foldsReplies ? state : { ...state, foldsReplies },
  },
  frames: {
    welcome: settled,
    joined_room: settled,
    rooms_changed: settled,
    left_room: settled,
    thread: page,
  },
  happened,
};
