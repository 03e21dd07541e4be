import { Disconnected } from "../../net/protocol.js";
import { followed } from "./follows.js";

const AGAIN_MS = 1_000;

/**
 * Keeps the list of followed threads equal to what the server has: asks for it on every connection,
 * when a reply was deleted, which may have been unread, and when a part of a followed thread is no
 * longer kept. Knows no DOM.
 */
export class FollowSync {
  #store;
  #connection;
  #list;
  #timer = null;
  /** Whether the server told of a thread since it was asked for the list. */
  #isTold = false;
  /** Per room, the lowest kept seq with which the list agrees. */
  #floors = new Map();

  /** `list()` is the command that asks for the followed threads. */
  constructor({ store, connection, list }) {
    this.#store = store;
    this.#connection = connection;
    this.#list = list;
    connection.addEventListener("frame", ({ frame }) => {
      if (frame.type === "welcome") this.#ask();
      if (frame.type === "thread_followed" || frame.type === "thread_marked") this.#isTold = true;
      if (frame.type === "rooms_changed") for (const info of frame.rooms ?? []) this.#dropped(info);
      if (frame.type !== "message_deleted" || frame.re !== undefined) return;
      if (followed(store.state, frame.room, frame.thread)?.unread > 0) this.#soon(AGAIN_MS);
    });
  }

  #dropped({ id, floor = 1 }) {
    if (floor <= (this.#floors.get(id) ?? 1)) return;
    this.#floors.set(id, floor);
    const { follows } = this.#store.state;
    for (const { room, root } of follows?.values() ?? [])
      if (room === id && root < floor) this.#soon(AGAIN_MS);
  }

  #soon(delayMs) {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#ask();
    }, delayMs);
  }

  async #ask() {
    const before = this.#store.state.follows;
    this.#isTold = false;
    try {
      await this.#list();
    } catch (refusal) {
      if (!(refusal instanceof Disconnected) && refusal.temporary)
        this.#soon(Math.max(AGAIN_MS, refusal.retryAfterMs));
      return;
    }
    // What came while the list was on its way may not be in it.
    if (this.#isTold) this.#soon(AGAIN_MS);
    const { follows } = this.#store.state;
    for (const [key, { last }] of follows) if (before?.get(key)?.last > last) this.#soon(AGAIN_MS);
  }
}
