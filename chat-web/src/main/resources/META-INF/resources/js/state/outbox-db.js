const NAME = "chat-outbox";
const STORE = "messages";

/**
 * Unsent messages on disk, in the order of writing. `owner` is the server and the user id that
 * wrote them.
 */
export class OutboxDb {
  #opening;

  constructor(factory = globalThis.indexedDB) {
    this.#opening = open(factory);
  }

  async put(item) {
    await this.#run("readwrite", (store) => store.put(item));
  }

  async remove(client_id) {
    await this.#run("readwrite", (store) => store.delete(client_id));
  }

  async all() {
    const items = await this.#run("readonly", (store) => store.getAll());
    return items.sort((a, b) => a.order - b.order);
  }

  async #run(mode, work) {
    const db = await this.#opening;
    return new Promise((resolve, reject) => {
      const transaction = db.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  }
}

/**
 * Where no database can be had (some private windows): unsent messages last as long as the page.
 */
export class OutboxMemory {
  #items = new Map();

  async put(item) {
    this.#items.set(item.client_id, item);
  }

  async remove(client_id) {
    this.#items.delete(client_id);
  }

  async all() {
    return [...this.#items.values()].sort((a, b) => a.order - b.order);
  }
}

export async function openOutboxDb() {
  try {
    const db = new OutboxDb();
    await db.all();
    return db;
  } catch {
    return new OutboxMemory();
  }
}

function open(factory) {
  return new Promise((resolve, reject) => {
    const request = factory.open(NAME, 1);
    request.onupgradeneeded = () =>
      request.result.createObjectStore(STORE, { keyPath: "client_id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
