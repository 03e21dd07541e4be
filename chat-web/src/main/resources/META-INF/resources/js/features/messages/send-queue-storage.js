import { Channel } from "../../lib/channel.js";
import { databaseFactory } from "../../lib/databases.js";
import { Database } from "./indexed-db.js";

const PREFIX = "unsent ";
const REMOVED = "removed";

/**
 * Unsent messages on disk, shared by all tabs, in two places: at once in a journal (localStorage,
 * which is written before the call returns, so that not even a tab closed in this moment loses
 * anything), and soon in a database with room for many. What the database has taken leaves the
 * journal; what it refuses stays there.
 */
export class SendQueueStorage {
  #storage;
  #db;
  #channel;

  constructor({
    storage,
    factory = databaseFactory(),
    channel = new Channel("chat-outbox"),
  }) {
    this.#storage = storage;
    this.#channel = channel;
    this.#db = new Database(factory);
  }

  /** Resolves to whether the message outlives the page. */
  put(item) {
    const { client_id } = item;
    return this.#through(client_id, JSON.stringify(item), () => this.#db.put(item));
  }

  /** Until the database has forgotten it, a note in the journal says that it is gone. */
  remove(client_id) {
    // A journal too full for the note must at least not say the contrary.
    this.#storage.remove(PREFIX + client_id);
    return this.#through(client_id, REMOVED, () => this.#db.remove(client_id));
  }

  /** Tells other tabs, before they miss it, that a message is gone because the person said so. */
  tellDiscarded(client_id) {
    this.#channel.postMessage({ discarded: client_id });
  }

  /**
   * Calls `listener` when another tab has written, sent or discarded something: with the id of what
   * was discarded, else null.
   */
  watch(listener) {
    this.#channel.onmessage = ({ data }) => listener(data.discarded ?? null);
    // The journal tells of a tab that was closed before the database had answered.
    this.#storage.watch(PREFIX, () => listener(null));
  }

  /**
   * Resolves to `{items, removed, isWhole}`: what is kept, the ids of what is gone, and whether the
   * database could be read.
   */
  async all() {
    let stored = [];
    let isWhole = true;
    try {
      stored = await this.#db.all();
    } catch {
      isWhole = false;
    }
    const items = new Map(stored.map((item) => [item.client_id, item]));
    const removed = new Set();
    for (const key of this.#storage.keys(PREFIX)) {
      const client_id = key.slice(PREFIX.length);
      const value = this.#storage.get(key);
      const item = value === REMOVED ? null : parse(value);
      if (item !== null) items.set(client_id, item);
      else if (value === REMOVED) removed.add(client_id);
    }
    for (const client_id of removed) {
      if (items.delete(client_id)) this.remove(client_id);
      else if (isWhole) this.#storage.remove(PREFIX + client_id);
    }
    return { items: [...items.values()], removed, isWhole };
  }

  async #through(client_id, value, write) {
    const key = PREFIX + client_id;
    const isJournaled = this.#storage.set(key, value);
    try {
      await write();
    } catch {
      // What it never held it need not forget.
      if (value === REMOVED && !this.#db.hasWorked) this.#storage.remove(key);
      return isJournaled;
    }
    this.#channel.postMessage("changed");
    // Unless it was written anew meanwhile.
    if (this.#storage.get(key) === value) this.#storage.remove(key);
    return true;
  }
}

function parse(value) {
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}
