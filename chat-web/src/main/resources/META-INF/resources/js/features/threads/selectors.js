import { pendingIn } from "../messages/selectors.js";
import { currentRoom } from "../rooms/selectors.js";
import { eventAt } from "../timeline/timeline.js";

// Questions that views ask about threads.

const rooms = new WeakMap();

/**
 * The current room with the open thread in the place of its log, and the seq of its root as
 * `threadRoot`; null while no thread is open.
 */
export function threadRoom(state) {
  const { thread } = state;
  const room = currentRoom(state);
  if (thread === null || room?.info.id !== thread.room) return null;
  const known = rooms.get(thread);
  if (known?.room === room) return known.shown;
  const isEmpty = !thread.isKnown && thread.events.length === 0;
  const shown = {
    ...room,
    threadRoot: thread.root,
    timeline: isEmpty ? null : thread,
    historyWindow: null,
    line: null,
    notices: [],
    loadingOlder: thread.loadingOlder,
  };
  rooms.set(thread, { room, shown });
  return shown;
}

/** Own messages of the thread that are not in it yet. */
export function pendingInThread(state, { info, threadRoot, timeline }) {
  const answers = (seq) =>
    seq === threadRoot || (seq > 0 && timeline !== null && eventAt(timeline.events, seq) !== null);
  return pendingIn(state, info.id, timeline).filter(({ reply_to }) => answers(reply_to));
}

/**
 * What a reply to the thread answers: its root, or the latest reply when the root was deleted, for a
 * deleted message cannot be answered; undefined when nothing can.
 */
export function answeredIn({ threadRoot, timeline }) {
  if (timeline === null) return threadRoot;
  const { events } = timeline;
  const root = eventAt(events, threadRoot);
  if (root !== null && root.deleted === undefined) return threadRoot;
  return events.findLast(({ seq, deleted }) => seq !== threadRoot && deleted === undefined)?.seq;
}
