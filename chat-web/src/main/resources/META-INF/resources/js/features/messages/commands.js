import { changeCommands } from "./change-commands.js";

const OLDER_PAGE = 60;
const MENTION_PAGE = 50;
const WINDOW_PAGE = 60;

/**
 * The commands of messages and of a room's history. Each rejects with the server's refusal; replies
 * reach the store by themselves.
 */
export function messageCommands({ store, connection, sendQueue }) {
  const history = (frame, note) => connection.request({ type: "history", ...frame }, note);

  const grow = (room, side, page) =>
    store.dispatch({ type: "history_window_grown", room, side, page });

  async function loadOlder(room, limit = OLDER_PAGE) {
    const { timeline, historyWindow } = store.state.rooms.get(room) ?? {};
    const held = historyWindow ?? timeline;
    if (!held || held.complete) return;
    const before = held.from;
    store.dispatch({ type: "loading_older", room, loading: true });
    try {
      const reply = await history({ room, before, limit }, historyWindow ? "window" : null);
      if (historyWindow) grow(room, "older", reply);
    } finally {
      store.dispatch({ type: "loading_older", room, loading: false });
    }
  }

  async function loadNewer(room) {
    const held = store.state.rooms.get(room)?.historyWindow;
    if (!held) return;
    grow(room, "newer", await history({ room, after: held.to, limit: WINDOW_PAGE }, "window"));
  }

  const changes = changeCommands({ connection, sendQueue });

  return {
    send: (message) => sendQueue.add(message),
    retry: (client_id, update) => sendQueue.retry(client_id, update),
    discard: (client_id) => sendQueue.discard(client_id),

    ...changes,

    /** The page before what is held. */
    older: oneAtATime(loadOlder),

    /** The page after what the history window holds. */
    newer: oneAtATime(loadNewer),

    /** Shows an earlier part of a room's log: the events around the message `seq`. */
    async openHistoryWindow(room, seq) {
      const page = (where) => history({ room, ...where, limit: WINDOW_PAGE }, "window");
      const [before, after] = await Promise.all([page({ before: seq + 1 }), page({ after: seq })]);
      store.dispatch({ type: "history_window_opened", room, seq, before, after });
    },

    /** Back to the end of the log. */
    closeHistoryWindow: (room) => store.dispatch({ type: "history_window_closed", room }),

    /** This message and all after it become unread. */
    async markUnread(room, seq) {
      store.dispatch({ type: "marking_unread", room });
      try {
        return await connection.request({ type: "mark_unread", room, seq });
      } catch (error) {
        store.dispatch({ type: "acted", room });
        throw error;
      }
    },

    /**
     * The messages that mention the user, over all rooms, the newest first: {events, more, before?}, where
     * `before` leads to the page after it.
     */
    mentions: (before) =>
      connection.request({
        type: "get_mentions",
        limit: MENTION_PAGE,
        ...(before === undefined ? {} : { before }),
      }),

    /** One message that a reply quotes and that is not held. */
    quote: (room, seq) => history({ room, after: seq - 1, limit: 1 }, "quote"),
  };
}

/** `load(room, …)`, called once for each room at a time: calls meanwhile get the same promise. */
function oneAtATime(load) {
  const loading = new Map();
  return (room, ...more) => {
    if (!loading.has(room))
      loading.set(room, load(room, ...more).finally(() => loading.delete(room)));
    return loading.get(room);
  };
}
