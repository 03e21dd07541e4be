import { pendingIn } from "../messages/selectors.js";
import { currentRoom } from "../rooms/selectors.js";
import { FOLD, isFold, isMessage } from "../timeline/events.js";
import { eventAt } from "../timeline/timeline.js";

// Questions that views ask about threads.

const rooms = new WeakMap();
const folded = new WeakMap();

/**
 * The current room as it shows its log. For users who read replies in their threads alone, those that
 * follow each other in one thread share one entry {type, seq, at, thread, count, deleted}, or none
 * right below their root; new ones have their own, so that what is unread begins with it. `unfolded`
 * is the room with all of them.
 */
export function foldedRoom(state) {
  const room = currentRoom(state);
  if (room === null || !state.foldsReplies) return room;
  if (!folded.has(room)) {
    const { timeline, historyWindow, line } = room;
    const fold = (part) => part && { ...part, events: foldedEvents(part.events, line) };
    const parts = { timeline: fold(timeline), historyWindow: fold(historyWindow) };
    folded.set(room, { ...room, ...parts, unfolded: room });
  }
  return folded.get(room);
}

function foldedEvents(events, line) {
  const shown = [];
  for (const event of events) {
    const { seq, at, thread } = event;
    if (!isMessage(event) || thread === undefined) {
      shown.push(event);
      continue;
    }
    const last = shown.at(-1);
    const isNew = line !== null && seq >= line;
    // Right above stands the root itself, with the number of its replies.
    if (last?.seq === thread && !isNew) continue;
    const deleted = event.deleted === undefined ? 0 : 1;
    if (last !== undefined && isFold(last) && last.thread === thread && last.isNew === isNew) {
      last.count++;
      last.deleted += deleted;
    } else shown.push({ type: FOLD, seq, at, thread, count: 1, deleted, isNew });
  }
  return shown;
}

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
