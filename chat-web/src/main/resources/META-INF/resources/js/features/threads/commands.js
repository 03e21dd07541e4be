const PAGE = 60;

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

  return {
    /** Opens a thread of the current room; ThreadSync asks the server for it. */
    openThread: (room, root) => store.dispatch({ type: "thread_opened", room, root }),

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
