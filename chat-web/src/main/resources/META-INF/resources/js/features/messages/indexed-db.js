import { LazyDatabase } from "../../lib/databases.js";
import { ownName } from "../../lib/site.js";

const NAME = ownName("chat-outbox");
const STORE = "messages";

/**
 * Unsent messages in IndexedDB, by `client_id`. Every call rejects where it cannot be had (some
 * private windows, a full disk), and the next one tries anew.
 */
export class Database {
  #database;

  /** Whether any call has been answered since the page was opened. */
  hasWorked = false;

  constructor(factory) {
    const create = (db) => db.createObjectStore(STORE, { keyPath: "client_id" });
    this.#database = new LazyDatabase(factory, NAME, create);
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
    const db = await this.#database.open();
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
}
