import { NO_PEOPLE } from "../../lib/widths.js";

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

function parse(kept) {
  try {
    const thread = JSON.parse(kept);
    return Number.isSafeInteger(thread?.root) ? thread : null;
  } catch {
    return null; // another program's
  }
}
