const OPEN_WITHIN_MS = 3_000;

/** The browser's IndexedDB factory; undefined where reading it is refused. */
export function databaseFactory() {
  try {
    return globalThis.indexedDB;
  } catch {
    return undefined;
  }
}

/** The browser did not answer in time. */
export class NotOpened extends Error {}

/** A database of IndexedDB that is opened when it is needed, and anew after it failed or was closed. */
export class LazyDatabase {
  #factory;
  #name;
  #create;
  #opening = null;

  /** `create(db)` makes the object stores of a new one. */
  constructor(factory, name, create) {
    this.#factory = factory;
    this.#name = name;
    this.#create = create;
  }

  /** Resolves to the open database. */
  open() {
    this.#opening ??= this.#request().then(
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

  #request() {
    return new Promise((resolve, reject) => {
      const request = this.#factory.open(this.#name, 1);
      request.onupgradeneeded = () => this.#create(request.result);
      let isLate = false;
      // One that is no longer waited for would be in the way of the next version.
      request.onsuccess = () => (isLate ? request.result.close() : resolve(request.result));
      request.onerror = () => reject(request.error);
      // A damaged profile may never answer.
      setTimeout(() => {
        isLate = true;
        reject(new NotOpened());
      }, OPEN_WITHIN_MS);
    });
  }
}
