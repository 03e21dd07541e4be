import { exclusively, hasLocks } from "../../lib/locks.js";
import { newKey, Refusal } from "../../net/protocol.js";
import { Unreachable } from "../../net/rest.js";
import { isTemporary, pauseMs } from "./pauses.js";

const MOST_AT_ONCE = 2;
/** What is attached and not sent is kept as long as the text of a draft. */
const KEPT_MS = 30 * 24 * 3_600_000;
/** How often an upload that the server no longer has is begun anew by itself. */
const MOST_RESTARTS = 3;

/** A piece takes about a second: then the progress is seen, and a cut costs little. */
const FIRST_PIECE_BYTES = 256 * 1_024;
const LEAST_PIECE_BYTES = 64 * 1_024;
const MOST_PIECE_BYTES = 4 * 2 ** 20;
const SHORT_MS = 700;
const LONG_MS = 2_500;

/**
 * The files that are being uploaded by this tab, from being attached until their message is sent or
 * they are removed. They are stored on this device with their bytes, so that an upload goes on after
 * a reload, or in another tab when this one is closed.
 *
 * An upload is `{record, file, sent, state, error, isKept}`. Its `record` is what is stored: with the
 * `place` (the key of a draft) while it is attached there, then with the `client_id` of its `message`.
 * `state` is waiting, sending, done or failed, with an `error`. Dispatches "changed". Knows no DOM.
 */
export class Uploads extends EventTarget {
  #store;
  #queue;
  #tus;
  #disk;
  #storage;
  #tab;
  #pictures;
  #connection;
  #server;
  #uploads = new Map();
  #expected = new Set();
  #running = 0;
  #pieceBytes = FIRST_PIECE_BYTES;
  #wakers = new Set();

  /** `pictures.describe(file)` resolves to {thumbhash, preview?, previewType?}, or null for what is no picture. */
  constructor({ store, queue, connection, server, storage, tab, tus, disk, pictures }) {
    super();
    this.#store = store;
    this.#queue = queue;
    this.#tus = tus;
    this.#disk = disk;
    this.#storage = storage;
    this.#tab = tab;
    this.#pictures = pictures;
    this.#connection = connection;
    this.#server = server.socketUrl;
    queue.uploads = this;
    connection.addEventListener("link", ({ link }) => link.state === "open" && this.wake());
    connection.addEventListener("frame", ({ frame }) => {
      if (frame.type === "new_message") this.#sent(frame);
    });
    let self = store.state.self?.id;
    store.subscribe((state, before) => {
      if (state.self !== null && state.self.id !== self) {
        self = state.self.id;
        this.resume();
      } else if (state.pending !== before.pending) this.#expect(state.pending);
    });
    this.#expect(store.state.pending);
  }

  /** Whether a file would be lost with this page: not sent, and not stored on this device. */
  get isAtRisk() {
    return [...this.#uploads.values()].some(
      ({ isKept, record: { isDone, message } }) => !isKept && !(isDone && message !== null),
    );
  }

  /** The uploads that are attached at a place, in their order. */
  at(place) {
    return [...this.#uploads.values()].filter(
      ({ record }) => record.place === place && this.#isMine(record),
    );
  }

  get(key) {
    return this.#uploads.get(key);
  }

  /** Attaches files at the place of a room. */
  add({ room, place, files }) {
    for (const file of files) {
      const key = newKey();
      const record = {
        key,
        server: this.#server,
        user: this.#store.state.self.id,
        room,
        place,
        message: null,
        tab: this.#tab,
        name: file.name,
        type: file.type,
        size: file.size,
        at: Date.now(),
        creation: newKey(),
        id: null,
        isDone: false,
        picture: null,
      };
      const upload = this.#hold({ record, file });
      if (file.size > this.#store.state.limits.max_file_bytes)
        this.#failed(upload, { code: "too_long", message: "" });
    }
    this.#next();
  }

  /** What a message says of the uploads that are attached at a place: it takes them along. */
  take(place) {
    return this.at(place).map(({ record: { key, name, size, id, isDone } }) => ({
      key,
      name,
      size,
      ...(isDone ? { id } : {}),
    }));
  }

  /** They belong to a message from now on. */
  taken(uploads, client_id) {
    for (const { key } of uploads) this.#update(this.get(key), { place: null, message: client_id });
    this.#changed();
  }

  /** The uploads of an unsent message are attached at a place again. */
  takeBack({ client_id, uploads = [] }, place) {
    for (const { key } of uploads) {
      const upload = this.get(key);
      if (upload?.record.message === client_id) this.#update(upload, { place, message: null });
    }
    this.#changed();
  }

  /** The stored files of a message, whoever of this browser's users attached them; null if one is gone. */
  async filesOf(uploads) {
    try {
      return await Promise.all(uploads.map(({ key }) => this.#stored(key)));
    } catch {
      return null;
    }
  }

  async #stored(key) {
    const record = await this.#disk.get(key);
    const bytes = record.size === 0 ? [] : [await this.#disk.bytes(record, 0, record.size)];
    return new File(bytes, record.name, { type: record.type });
  }

  /** The user does not want it any more. */
  remove(key) {
    const upload = this.get(key);
    if (upload === undefined) return;
    const { id } = upload.record;
    this.#forget(upload);
    if (id !== null) this.#tus.remove(id).catch(() => {}); // it ends by itself
  }

  /** Describes an attached file for those who do not see it; `alt` may be empty. */
  describe(key, alt) {
    const upload = this.get(key);
    if (upload === undefined) return;
    this.#update(upload, { alt });
    this.#changed();
  }

  /**
   * The descriptions of the files at a place that the server was not told with the upload, as [{index, alt}]
   * with the index among these files.
   */
  untold(place) {
    return this.at(place).flatMap(({ record: { alt = "", told } }, index) =>
      told === undefined || told === alt ? [] : [{ index, alt }],
    );
  }

  retry(key) {
    const upload = this.get(key);
    if (upload?.state !== "failed") return;
    Object.assign(upload, { state: "waiting", error: null });
    this.#changed();
    this.#next();
  }

  /** What waits for the network or the server tries again now. */
  wake() {
    for (const waker of this.#wakers) waker();
  }

  /**
   * Goes on with what earlier pages, and other tabs that are closed, have left. Without locks the other tabs
   * may still be there: then what is attached in them stays theirs.
   */
  async resume() {
    for (const record of await this.#disk.all()) {
      const { key, message, tab, at } = record;
      if (message === null && at < Date.now() - KEPT_MS) this.#clear(key);
      else if (this.#isMine(record) && (message !== null || hasLocks() || tab === this.#tab))
        this.#takeOver(key);
    }
  }

  // What the queue of messages tells.

  /** A message is no longer in the queue: it was sent, or discarded. */
  gone({ client_id, uploads }, isDiscarded) {
    for (const { key } of uploads) {
      const upload = this.get(key);
      // Of another user it is only on the disk.
      if (upload === undefined && isDiscarded) this.#clear(key);
      if (upload?.record.message !== client_id) continue;
      if (isDiscarded) this.remove(key);
      else this.#forget(upload);
    }
  }

  /** A message is to be sent after all. */
  wanted({ uploads }) {
    for (const { key } of uploads) this.retry(key);
  }

  /** The server no longer has the files of a message. Whether they can be uploaded again. */
  expired({ uploads }) {
    const own = uploads.map(({ key }) => this.get(key));
    if (own.some((upload) => upload === undefined || upload.restarts >= MOST_RESTARTS)) return false;
    for (const upload of own) {
      this.#restart(upload);
      upload.state = "waiting";
    }
    this.#next();
    return true;
  }

  /** Another tab may have sent the message. */
  #sent({ user, client_id }) {
    if (user.id !== this.#store.state.self?.id) return;
    for (const upload of [...this.#uploads.values()])
      if (upload.record.message === client_id) this.#forget(upload);
  }

  /** Messages wait for uploads that this tab may not know yet. */
  #expect(pending) {
    for (const { uploads = [], state, client_id } of pending)
      for (const { key, id } of uploads)
        if (id === undefined && state === "sending" && !this.#uploads.has(key)) this.#takeOver(key, client_id);
  }

  /** As soon as no other tab has it; `client_id` is the message that waits for it. */
  #takeOver(key, client_id = null) {
    if (this.#uploads.has(key) || this.#expected.has(key)) return;
    this.#expected.add(key);
    exclusively(this.#lockOf(key), async () => {
      this.#expected.delete(key);
      if (this.#uploads.has(key)) return undefined;
      const record = await this.#disk.get(key).catch(() => null);
      const message = record?.message ?? client_id;
      const isWaiting = message === null || (await this.#queue.isWaiting(message));
      if (!isWaiting) return this.#disk.remove(key);
      if (record === null) return this.#queue.uploadFailed(key, { code: "lost", field: "files" });
      const upload = this.#begin({ record, file: null, isKept: true });
      if (record.isDone) this.#done(upload);
      this.#next();
      return upload.released;
    });
  }

  #hold(parts) {
    const upload = this.#begin(parts);
    exclusively(this.#lockOf(upload.record.key), () => upload.released);
    return upload;
  }

  #begin(parts) {
    const upload = { sent: 0, state: "waiting", error: null, restarts: 0, ending: new AbortController(), ...parts };
    upload.released = new Promise((release) => (upload.release = release));
    this.#uploads.set(upload.record.key, upload);
    this.#changed();
    return upload;
  }

  #forget(upload) {
    const { key } = upload.record;
    upload.isGone = true;
    upload.ending.abort();
    upload.release();
    this.#uploads.delete(key);
    this.#changed();
    this.#clear(key);
  }

  /** The next page need not look where nothing is stored. */
  async #clear(key) {
    await this.#disk.remove(key);
    if ((await this.#disk.all()).length === 0) this.#storage.remove("uploads");
  }

  #next() {
    while (this.#running < MOST_AT_ONCE) {
      const waiting = [...this.#uploads.values()].filter(
        ({ state, record }) => state === "waiting" && this.#isMine(record),
      );
      const upload = waiting.find(({ record }) => record.message !== null) ?? waiting[0];
      if (upload === undefined) return;
      this.#running++;
      upload.state = "sending";
      this.#run(upload).finally(() => {
        this.#running--;
        this.#next();
      });
    }
  }

  async #run(upload) {
    let attempt = 0;
    while (!upload.isGone) {
      if (!this.#isMine(upload.record)) {
        upload.state = "waiting";
        return;
      }
      const { sent } = upload;
      try {
        await this.#upload(upload);
        this.#done(upload);
        return;
      } catch (error) {
        if (upload.isGone) return;
        if (upload.sent > sent) attempt = 0;
        if (!this.#mayTryAgain(upload, error)) {
          this.#failed(upload, error);
          return;
        }
        if (error instanceof Unreachable) this.#pieceBytes = Math.max(LEAST_PIECE_BYTES, this.#pieceBytes / 2);
        await this.#pause(pauseMs(error, attempt++), error);
      }
    }
  }

  #mayTryAgain(upload, error) {
    if (isTemporary(error)) return true;
    const isGone = upload.record.id !== null && (error.status === 404 || error.status === 410);
    const isUsed = error.field === "client_id";
    if ((!isGone && !isUsed) || upload.restarts >= MOST_RESTARTS) return false;
    this.#restart(upload);
    return true;
  }

  /** Everything is uploaded again. */
  #restart(upload) {
    upload.restarts++;
    upload.sent = 0;
    this.#update(upload, { id: null, isDone: false, creation: newKey(), told: undefined });
  }

  async #upload(upload) {
    const { record } = upload;
    const { signal } = upload.ending;
    await this.#prepare(upload);
    let offset = 0;
    if (upload.record.id === null) await this.#create(upload);
    else offset = await this.#tus.offset(upload.record.id, signal);
    const { id } = upload.record;
    // The last piece ends it, also when its answer was lost.
    let isEnded = record.size === 0;
    while (!isEnded) {
      this.#progress(upload, offset);
      const end = Math.min(record.size, offset + this.#pieceBytes);
      const bytes = end > offset ? await this.#read(upload, offset, end) : new Blob([]);
      const begun = performance.now();
      offset = await this.#tus.send(id, offset, bytes, signal);
      this.#fit(performance.now() - begun);
      this.#reached();
      isEnded = offset === record.size;
    }
    this.#progress(upload, offset);
    await this.#sendPreview(upload);
  }

  /** Stores the file on this device, once, and looks at it if it is a picture. */
  async #prepare(upload) {
    if (upload.isKept !== undefined) return;
    const picture = await this.#pictures.describe(upload.file).catch(() => null);
    if (picture !== null) upload.record = { ...upload.record, picture };
    this.#changed();
    // Set first: a page that ends within looks whether there is something.
    this.#storage.set("uploads", "1");
    const isKept = await this.#disk.keep(upload.record, upload.file).catch(() => {
      throw new Refusal({ code: "unreadable", field: "files" });
    });
    if (upload.isGone) {
      this.#clear(upload.record.key);
      throw new Error("removed");
    }
    upload.isKept = isKept;
    // Its message may have been written meanwhile.
    if (isKept) this.#disk.save(upload.record);
    this.#changed();
  }

  async #create(upload) {
    // With the same key the server keeps what it was told first.
    if (upload.record.told === undefined) this.#update(upload, { told: upload.record.alt ?? "" });
    const { room, size, name, creation, picture, told } = upload.record;
    const metadata = { filename: name, client_id: creation, thumbhash: picture?.thumbhash ?? "", alt: told };
    const id = await this.#tus.create(room, size, metadata, upload.ending.signal);
    this.#reached();
    this.#update(upload, { id });
  }

  async #sendPreview(upload) {
    const { id, picture } = upload.record;
    if (!picture?.preview) return;
    try {
      await this.#tus.preview(id, picture.preview, picture.previewType, upload.ending.signal);
    } catch (error) {
      // The file is shown without one.
      if (isTemporary(error)) throw error;
    }
  }

  async #read(upload, start, end) {
    const { record, file, isKept } = upload;
    const stored = isKept ? await this.#disk.bytes(record, start, end).catch(() => null) : null;
    if (stored !== null) return stored;
    // Read here: a file that was changed since would look like a network that is gone.
    const bytes = await file?.slice(start, end).arrayBuffer().catch(() => null);
    if (bytes?.byteLength !== end - start)
      throw new Refusal({ code: file === null ? "lost" : "unreadable", field: "files" });
    return bytes;
  }

  #fit(tookMs) {
    if (tookMs < SHORT_MS) this.#pieceBytes = Math.min(MOST_PIECE_BYTES, this.#pieceBytes * 2);
    else if (tookMs > LONG_MS) this.#pieceBytes = Math.max(LEAST_PIECE_BYTES, this.#pieceBytes / 2);
  }

  /** The server answers: a connection that waits to try again need not. */
  #reached() {
    if (this.#connection.link.state === "waiting") this.#connection.wake();
  }

  #progress(upload, sent) {
    upload.sent = sent;
    const { key, message } = upload.record;
    if (message !== null) this.#queue.progressed(key, sent);
    this.#changed();
  }

  #done(upload) {
    upload.state = "done";
    upload.sent = upload.record.size;
    if (!upload.record.isDone) this.#update(upload, { isDone: true });
    const { key, message, id } = upload.record;
    if (message !== null) this.#queue.uploaded(key, id);
    this.#changed();
  }

  #failed(upload, error) {
    const { code, message } = error;
    Object.assign(upload, { state: "failed", error: { code, message, field: "files" } });
    if (upload.record.message !== null) this.#queue.uploadFailed(upload.record.key, upload.error);
    this.#changed();
  }

  /** Only what the server asked for is not cut short. */
  #pause(ms, { retryAfterMs = 0 }) {
    return new Promise((done) => {
      const end = () => {
        clearTimeout(timer);
        this.#wakers.delete(end);
        done();
      };
      const timer = setTimeout(end, ms);
      if (retryAfterMs === 0) this.#wakers.add(end);
    });
  }

  #update(upload, change) {
    upload.record = { ...upload.record, ...change };
    if (upload.isKept) this.#disk.save(upload.record);
  }

  #isMine({ user, server }) {
    return user === this.#store.state.self?.id && server === this.#server;
  }

  #lockOf(key) {
    return `chat-upload ${this.#server} ${key}`;
  }

  #changed() {
    this.dispatchEvent(new Event("changed"));
  }
}
