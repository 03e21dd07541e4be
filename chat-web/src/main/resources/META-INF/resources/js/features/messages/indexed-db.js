import { ownName } from "../../lib/site.js";

const NAME = ownName("chat-outbox");
const STORE = "messages";
const OPEN_WITHIN_MS = 3_000;

/**
 * Unsent messages in IndexedDB, by `client_id`. Every call rejects where it cannot be had (some
 * private windows, a full disk), and the next one tries anew.
 */
export class Database {
  #factory;
  #opening = null;

  /** Whether any call has been answered since the page was opened. */
  hasWorked = false;

  constructor(factory) {
    this.#factory = factory;
  }

  put(item) {
    return this.#run("readwrite", (store) => store.put(item));
  }

  remove(client_id) {
    return this.#run("readwrite", (store) => store.delete(client_id));
  }

  all() {
    return this.#run("readonly", (store) => store.getAll());
  }

  async #run(mode, work) {
    const db = await this.#open();
    return new Promise((resolve, reject) => {
      // Strict: a message that counts as kept is on the disk, not on its way there.
      const transaction = db.transaction(STORE, mode, { durability: "strict" });
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => {
        this.hasWorked = true;
        resolve(request.result);
      };
      transaction.onabort = () => reject(transaction.error ?? request.error);
    });
  }

  #open() {
    this.#opening ??= open(this.#factory).then(
      (db) => {
        db.onclose = () => (this.#opening = null);
        db.onversionchange = () => {
          db.close();
          this.#opening = null;
        };
        return db;
      },
      (error) => {
        this.#opening = null;
        throw error;
      },
    );
    return this.#opening;
  }
}

function open(factory) {
  return new Promise((resolve, reject) => {
    const request = factory.open(NAME, 1);
    request.onupgradeneeded = () =>
      request.result.createObjectStore(STORE, { keyPath: "client_id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    // A damaged profile may never answer.
    setTimeout(() => reject(new Error("database: not opened")), OPEN_WITHIN_MS);
  });
}
