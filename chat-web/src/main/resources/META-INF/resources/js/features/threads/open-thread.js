import { NO_PEOPLE } from "../../lib/widths.js";

const PREFIX = "folds-replies.";

/**
 * Keeps which thread is open, in this tab over a reload, and opens it again beside its room; where it
 * would lie over the room it stays closed.
 */
export function keepOpenThread({ store, dialogs, server }, tabStorage) {
  const key = `thread@${server.socketUrl}`;
  let kept = parse(tabStorage.get(key));
  store.subscribe(({ thread, current }, before) => {
    if (kept !== null && current !== null) {
      const { room, root } = kept;
      kept = null;
      if (room === current && !matchMedia(NO_PEOPLE).matches)
        dialogs.openThread({ room, root, isAgain: true });
      else tabStorage.remove(key);
    }
    if (thread === before.thread) return;
    if (thread === null) tabStorage.remove(key);
    else tabStorage.set(key, JSON.stringify({ room: thread.room, root: thread.root }));
  });
}

/** Keeps on this device, for each user, whether replies are read in their threads alone. */
export function keepFoldChoice({ store, storage }) {
  const keyOf = ({ self }) => (self === null ? null : PREFIX + self.id);
  const take = (state) =>
    store.dispatch({ type: "replies_folded", on: storage.get(keyOf(state)) === "on" });
  store.subscribe((state, before) => {
    const key = keyOf(state);
    if (key === null) return;
    if (key !== keyOf(before)) take(state);
    else if (state.foldsReplies === before.foldsReplies) return;
    else if (state.foldsReplies) storage.set(key, "on");
    else storage.remove(key);
  });
  storage.watch(PREFIX, () => store.state.self && take(store.state));
  // Of an earlier visit.
  if (store.state.self !== null) take(store.state);
}

function parse(kept) {
  try {
    const thread = JSON.parse(kept);
    return Number.isSafeInteger(thread?.root) ? thread : null;
  } catch {
    return null; // another program's
  }
}
