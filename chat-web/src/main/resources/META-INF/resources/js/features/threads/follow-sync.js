import { Disconnected } from "../../net/protocol.js";
import { followed } from "./follows.js";

const AGAIN_MS = 1_000;

/**
 * Keeps the list of followed threads equal to what the server has: asks for it on every connection,
 * and when a reply was deleted, which may have been unread. Knows no DOM.
 */
export class FollowSync {
  #store;
  #connection;
  #list;
  #timer = null;

  /** `list()` is the command that asks for the followed threads. */
  constructor({ store, connection, list }) {
    this.#store = store;
    this.#connection = connection;
    this.#list = list;
    connection.addEventListener("frame", ({ frame }) => {
      if (frame.type === "welcome") this.#ask();
      if (frame.type !== "message_deleted" || frame.re !== undefined) return;
      if (followed(store.state, frame.room, frame.thread)?.unread > 0) this.#soon(AGAIN_MS);
    });
  }

  #soon(delayMs) {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#ask();
    }, delayMs);
  }

  async #ask() {
    const before = this.#store.state.follows;
    try {
      await this.#list();
    } catch (refusal) {
      if (!(refusal instanceof Disconnected) && refusal.temporary)
        this.#soon(Math.max(AGAIN_MS, refusal.retryAfterMs));
      return;
    }
    // A reply that came while the list was on its way may not be counted in it.
    const { follows } = this.#store.state;
    for (const [key, { last }] of follows) if (before?.get(key)?.last > last) this.#soon(AGAIN_MS);
  }
}
