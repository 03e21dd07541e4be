import { LazyDatabase, NotOpened, databaseFactory } from "../../lib/databases.js";
import { ownName } from "../../lib/site.js";

const NAME = ownName("chat-uploads");
/** A database that does not answer counts as full. */
const ANSWER_WITHIN_MS = 5_000;
const PIECE_BYTES = 1 << 20;
/** Of all files of this browser together. */
const MOST_BYTES = 512 * 2 ** 20;
/** What a full disk would refuse is not begun. */
const SPARE_BYTES = 8 * 2 ** 20;

/**
 * Files that are being uploaded, in IndexedDB: what is known of each under its `key`, and its bytes as
 * pieces. They are ArrayBuffers, as WebKit can hang on a Blob. Shared by all tabs. Knows no DOM.
 */
export class UploadDisk {
  #database;
  #isSilent = false;

  constructor(factory = databaseFactory()) {
    this.#database = new LazyDatabase(factory, NAME, createStores);
  }

  /** What is known of each stored file; empty where nothing can be read. */
  async all() {
    return (await this.#run("readonly", (db) => db.objectStore("uploads").getAll()).catch(() => null)) ?? [];
  }

  /** What is known of a file; null if it is not stored. Rejects when that cannot be read. */
  async get(key) {
    return (await this.#run("readonly", (db) => db.objectStore("uploads").get(key))) ?? null;
  }

  /**
   * Stores a file with its bytes; resolves to whether there was space.
   *
   * @throws what reading the file throws
   */
  async keep(record, file) {
    if (!(await this.#hasSpace(record.size))) return false;
    for (let index = 0; index * PIECE_BYTES < record.size; index++) {
      const bytes = await piece(file, index).arrayBuffer();
      const put = (db) => db.objectStore("pieces").put({ key: record.key, index, bytes });
      if (!(await this.#has(put))) {
        this.remove(record.key);
        return false;
      }
    }
    return this.save(record);
  }

  /** Resolves to whether it was stored. */
  save(record) {
    return this.#has((db) => db.objectStore("uploads").put(record));
  }

  async remove(key) {
    await this.#has((db) => {
      db.objectStore("pieces").delete(piecesOf(key, 0, Infinity));
      return db.objectStore("uploads").delete(key);
    });
  }

  /** The stored bytes of a file from `start` to before `end`. Rejects when they cannot be read. */
  async bytes({ key }, start, end) {
    const first = Math.floor(start / PIECE_BYTES);
    const last = Math.floor((end - 1) / PIECE_BYTES);
    const pieces = await this.#run("readonly", (db) =>
      db.objectStore("pieces").getAll(piecesOf(key, first, last)),
    );
    const from = start - first * PIECE_BYTES;
    const found = new Blob(pieces.map(({ bytes }) => bytes)).slice(from, from + end - start);
    if (found.size !== end - start) throw new Error("pieces are missing");
    return found;
  }

  async #hasSpace(size) {
    const stored = (await this.all()).reduce((sum, record) => sum + record.size, 0);
    if (stored + size > MOST_BYTES) return false;
    try {
      const { quota, usage } = await this.#within(navigator.storage.estimate());
      return usage + size + SPARE_BYTES < quota;
    } catch {
      return true; // Where that is not told, the writing shows it.
    }
  }

  #has(work) {
    return this.#run("readwrite", work).then(
      () => true,
      () => false,
    );
  }

  async #run(mode, work) {
    if (this.#isSilent) throw new Error("no answer");
    const db = await this.#within(this.#open());
    const running = new Promise((resolve, reject) => {
      const transaction = db.transaction(["uploads", "pieces"], mode);
      const request = work(transaction);
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
    });
    return this.#within(running);
  }

  async #open() {
    try {
      return await this.#database.open();
    } catch (error) {
      this.#isSilent ||= error instanceof NotOpened;
      throw error;
    }
  }

  /** What does not answer once is not asked again. */
  #within(promise) {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => {
        this.#isSilent = true;
        reject(new Error("no answer"));
      }, ANSWER_WITHIN_MS);
    });
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
  }
}

function createStores(db) {
  db.createObjectStore("uploads", { keyPath: "key" });
  db.createObjectStore("pieces", { keyPath: ["key", "index"] });
}

function piece(file, index) {
  return file.slice(index * PIECE_BYTES, (index + 1) * PIECE_BYTES);
}

function piecesOf(key, first, last) {
  return IDBKeyRange.bound([key, first], [key, last]);
}
