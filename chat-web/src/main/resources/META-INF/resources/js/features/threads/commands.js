import { followKey } from "./follows.js";

const PAGE = 60;
/** How many followed threads are listed, and how many messages are asked for at once. */
const MOST_FOLLOWED = 200;
const MOST_MESSAGES = 50;

/** The commands of threads. Replies reach the store by themselves. */
export function threadCommands({ store, connection }) {
  const thread = (room, root, before) =>
    connection.request({
      type: "get_thread",
      room,
      root,
      limit: PAGE,
      ...(before === undefined ? {} : { before }),
    });

  const followed = () => connection.request({ type: "get_threads", limit: MOST_FOLLOWED });

  /** The messages of a room with these seqs that are kept. */
  async function messages(room, seqs) {
    const found = [];
    for (let left = [...seqs].sort((a, b) => a - b); left.length > 0;) {
      const asked = left.slice(0, MOST_MESSAGES);
      const page = await connection.request({ type: "get_messages", room, seqs: asked });
      found.push(...page.events);
      // A page that is cut ends with the last message that it has.
      const end = page.more ? page.events.at(-1)?.seq : asked.at(-1);
      left = left.filter((seq) => seq > end);
    }
    return found;
  }

  return {
    follow: (room, root, on) => connection.request({ type: "follow_thread", room, root, on }),

    markThread: (room, root, seq) => connection.request({ type: "mark_thread", room, root, seq }),

    /** The threads that the user follows, the one with the latest message first. */
    threads: async () => (await followed()).threads,

    /** The root messages of threads, by room and seq; those that are no longer kept are left out. */
    async rootsOf(threads) {
      const roots = new Map();
      for (const { room, root } of threads) roots.set(room, [...(roots.get(room) ?? []), root]);
      const pages = await Promise.all([...roots].map(([room, seqs]) => messages(room, seqs)));
      return new Map(pages.flat().map((event) => [followKey(event.room, event.seq), event]));
    },

    /** Opens a thread of the current room; ThreadSync asks the server for it. */
    openThread: (room, root) => store.dispatch({ type: "thread_opened", room, root }),

    /** Whether the room shows replies in their threads alone. */
    foldReplies: (on) => store.dispatch({ type: "replies_folded", on }),

    closeThread: () => store.dispatch({ type: "thread_closed" }),

    /** The replies of a thread before `before`, else the latest ones. */
    thread,

    /** The page before what is held of the open thread. */
    async olderReplies() {
      const held = store.state.thread;
      if (held === null || held.complete) return;
      // Where what is held begins is not sure before the server has told.
      if (!held.isKnown) throw new Error("the thread is not known yet");
      store.dispatch({ type: "thread_loading", loading: true });
      try {
        await thread(held.room, held.root, held.from);
      } finally {
        store.dispatch({ type: "thread_loading", loading: false });
      }
    },
  };
}
