import { exponentialMs } from "../../net/backoff.js";
import { Disconnected } from "../../net/protocol.js";

/**
 * Keeps the open thread equal to what the server has: asks for it when it is opened, and on every new
 * connection once its room is joined, for then live events come. Knows no DOM.
 */
export class ThreadSync {
  #store;
  #connection;
  #commands;

  constructor({ store, connection, commands }) {
    this.#store = store;
    this.#connection = connection;
    this.#commands = commands;
    store.subscribe(({ thread }, before) => {
      if (thread !== null && thread.origin !== before.thread?.origin) this.#load(thread.origin);
    });
    connection.addEventListener("frame", ({ frame }) => {
      const { thread } = store.state;
      if (frame.type === "joined_room" && frame.room.id === thread?.room) this.#load(thread.origin);
    });
  }

  /** The latest page, and the older ones as far up as they were held: what they had may be old. */
  async #load(origin, attempt = 0) {
    const { thread } = this.#store.state;
    if (thread?.origin !== origin || !this.#connection.isOpen) return;
    const { room, root } = thread;
    const lowest = thread.isKnown ? thread.from : Infinity;
    try {
      let page = await this.#commands.thread(room, root);
      while (page.more && page.from > lowest && this.#store.state.thread?.origin === origin)
        page = await this.#commands.thread(room, root, page.from);
    } catch (refusal) {
      if (refusal instanceof Disconnected) return;
      if (!refusal.temporary) {
        this.#store.dispatch({ type: "thread_missing", origin });
        return;
      }
      const delayMs = refusal.retryAfterMs || exponentialMs(attempt);
      setTimeout(() => this.#load(origin, attempt + 1), delayMs);
    }
  }
}
