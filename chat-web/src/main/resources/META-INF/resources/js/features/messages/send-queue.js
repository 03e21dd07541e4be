import { exclusively } from "../../lib/locks.js";
import { exponentialMs } from "../../net/backoff.js";
import { Disconnected, encode, newKey, Refusal } from "../../net/protocol.js";

/**
 * One's own messages from the moment of writing until the server has acknowledged them.
 *
 * Per room they leave one at a time in the order of writing, each under its `client_id` until there
 * is an answer, so a lost ack costs a repeat that the server recognises and never a double. Tabs
 * share the disk; a lock per room lets one of them send. Only the signed-in user's own messages
 * leave by themselves. Knows no DOM.
 */
export class SendQueue {
  #connection;
  #store;
  #server;
  #disk;
  #lock;
  #owner = null;
  #items = [];
  #removed = new Set();
  /** Those of the removed ones that the person discarded, in whichever tab. */
  #discarded = new Set();
  #lastOrder = 0;
  #draining = new Map();
  #isStale = false;
  #isLooking = false;
  /** How much of the files of messages is uploaded, in bytes, by the key of the upload. */
  #progress = new Map();

  /** What uploads the files of messages, once it is loaded: see uploads/uploads.js. */
  uploads = null;

  constructor({
    store,
    connection,
    server,
    disk,
    lock = exclusively,
  }) {
    this.#store = store;
    this.#connection = connection;
    this.#server = server;
    this.#disk = disk;
    this.#lock = lock;
    // The tab that wrote it may be gone by the time its lock is free.
    disk.watch((discarded) => {
      if (discarded !== null) this.#discarded.add(discarded);
      this.#lookAgain();
    });
    connection.addEventListener("frame", ({ frame }) => {
      if (frame.type === "welcome") this.#owned(frame.user);
    });
    // Known from an earlier visit: what waits is shown before the server can be reached.
    if (store.state.self !== null) this.#owned(store.state.self);
  }

  /** Whether a message would be lost with this page: neither sent nor kept on this device. */
  get isAtRisk() {
    return this.#items.some(({ unkept }) => unkept);
  }

  /** Unsent messages of other users of this browser, for the same server. */
  get orphanedDrafts() {
    return this.#items.filter(
      ({ server, user, change }) =>
        server === this.#server && user !== this.#owner && change === undefined,
    );
  }

  /**
   * Kept, shown and on its way before this returns, with its `client_id`. `uploads` are its files,
   * {key, name, size, id?}: it leaves when all of them have the `id` that the server gave them.
   */
  add({ room, text, reply_to, to, uploads }) {
    const { self } = this.#store.state;
    this.#lastOrder = Math.max(Date.now(), this.#lastOrder + 1);
    const item = {
      client_id: newKey(),
      order: this.#lastOrder,
      server: this.#server,
      user: self.id,
      name: self.name,
      room,
      text,
      reply_to,
      to, // whose eyes alone it is for, where that is known
      uploads,
      at: new Date(Date.now() + this.#store.state.clockAheadMs).toISOString(),
      state: "sending",
    };
    this.#items = [...this.#items, item];
    this.#save(item);
    this.#show();
    this.#drain(room);
    return item.client_id;
  }

  /** Whether a message is still to be sent, as far as that can be told. */
  async isWaiting(client_id) {
    const { items, removed, isWhole } = await this.#disk.all();
    if (removed.has(client_id)) return false;
    return !isWhole || [...items, ...this.#items].some((item) => item.client_id === client_id);
  }

  /** So many bytes of a file of a message are uploaded. */
  progressed(key, sent) {
    this.#progress.set(key, sent);
    this.#show();
  }

  /** A file of a message is uploaded, as `id`. */
  uploaded(key, id) {
    const item = this.#withUpload(key);
    if (item === undefined) return;
    const uploads = item.uploads.map((upload) => (upload.key === key ? { ...upload, id } : upload));
    this.#change(item, { uploads });
    this.#drain(item.room);
  }

  /** A file of a message cannot be uploaded, and so the message not be sent. */
  uploadFailed(key, error) {
    const item = this.#withUpload(key);
    if (item === undefined) return;
    this.#change(item, { state: "failed", error });
    this.#drain(item.room);
  }

  #withUpload(key) {
    return this.#items.find(({ uploads = [] }) => uploads.some((upload) => upload.key === key));
  }

  /**
   * A change of a message, `{type, seq, …}` as in its frame, goes the same way: kept, in order, once.
   * With `of`, the `client_id` of an own unsent message, in place of `seq` it waits for that; `index` is then
   * that of one of its files in place of `file`. What waits until `heldUntil` (milliseconds since 1970) can be discarded until then. A change takes
   * the place of an unsent one of the same thing.
   */
  addChange({ room, change, heldUntil }) {
    const same = this.#mine().filter((item) => item.room === room && isSameThing(item, change));
    for (const { client_id, tried } of same) if (!tried) this.#forget(client_id);
    const { self } = this.#store.state;
    this.#lastOrder = Math.max(Date.now(), this.#lastOrder + 1);
    const item = {
      client_id: newKey(),
      order: this.#lastOrder,
      server: this.#server,
      user: self.id,
      name: self.name,
      room,
      change,
      heldUntil,
      state: "sending",
    };
    this.#items = [...this.#items, item];
    this.#save(item);
    this.#show();
    this.#drain(room);
    return item.client_id;
  }

  /** After a refusal: the same once more, in its old place; `update` changes what is asked for. */
  retry(client_id, update = {}) {
    const item = this.#find(client_id);
    if (item === undefined) return;
    const change = item.change && { ...item.change, ...update };
    this.#change(item, { state: "sending", error: undefined, ...(change ? { change } : {}) });
    if (item.uploads !== undefined) this.uploads?.wanted(item);
    this.#drain(item.room);
  }

  /** The user does not want it any more; nor what was to become of it. */
  discard(client_id) {
    const { room } = this.#find(client_id) ?? {};
    for (const item of [...this.#changesOf(client_id), { client_id }]) {
      this.#discarded.add(item.client_id);
      this.#disk.tellDiscarded(item.client_id);
      this.#forget(item.client_id);
    }
    // Others may have waited for its files.
    if (room !== undefined) this.#drain(room);
  }

  #forget(client_id) {
    this.#removed.add(client_id);
    const item = this.#find(client_id);
    this.#items = this.#items.filter((item) => item.client_id !== client_id);
    this.#disk.remove(client_id);
    this.#show();
    if (item?.uploads !== undefined) this.uploads?.gone(item, this.#discarded.has(client_id));
  }

  async #owned(user) {
    this.#owner = user.id;
    await this.#reload();
    this.#drainAll();
  }

  /** Another tab writes several times in a row; one look after the last of them is enough. */
  async #lookAgain() {
    this.#isStale = true;
    if (this.#isLooking) return;
    this.#isLooking = true;
    try {
      while (this.#isStale) {
        this.#isStale = false;
        await this.#reload();
      }
    } finally {
      this.#isLooking = false;
    }
    this.#drainAll();
  }

  /**
   * The disk is what tabs share, but where it lags behind this page, or cannot be read, the page
   * knows better.
   */
  async #reload() {
    const { items: stored, removed, isWhole } = await this.#disk.all();
    const held = this.#items.filter(
      ({ client_id, unsaved, unkept }) =>
        (unsaved || unkept || !isWhole) && !removed.has(client_id),
    );
    const known = new Set([...this.#removed, ...held.map(({ client_id }) => client_id)]);
    const others = stored.filter(({ client_id }) => !known.has(client_id));
    this.#items = [...others, ...held].sort((a, b) => a.order - b.order);
    // A clock that was set back must not put what is written next before what waits.
    this.#lastOrder = Math.max(this.#lastOrder, this.#items.at(-1)?.order ?? 0);
    this.#show();
  }

  #drainAll() {
    if (!this.#connection.isOpen) return;
    const waiting = this.#mine().filter(({ state }) => state === "sending");
    for (const room of new Set(waiting.map((item) => item.room))) this.#drain(room);
  }

  /**
   * Sends what waits in a room until nothing does. Called anew while it runs, it looks once more.
   */
  async #drain(room) {
    if (this.#draining.has(room)) {
      this.#draining.set(room, true);
      return;
    }
    try {
      do {
        this.#draining.set(room, false);
        await this.#lock(this.#lockOf(room), () => this.#sendAll(room));
      } while (this.#draining.get(room) && this.#connection.isOpen);
    } finally {
      this.#draining.delete(room);
    }
  }

  async #sendAll(room) {
    // Another tab may have sent some while we waited for the lock.
    await this.#reload();
    this.#findSent(room);
    for (let attempt = 0; this.#connection.isOpen;) {
      const waiting = this.#mine().filter((item) => item.room === room && item.state === "sending");
      // Later messages wait for the files of an earlier one; changes of messages do not.
      const message = waiting.find(({ change }) => change === undefined);
      const item = waiting.find(
        (each) =>
          (each.heldUntil ?? 0) <= Date.now() &&
          each.change?.of === undefined &&
          (each.change !== undefined || (each === message && isUploaded(each))),
      );
      this.#drainLater(room, waiting);
      if (item === undefined) return;
      const waitMs = await this.#deliver(item, attempt);
      attempt = waitMs === 0 ? 0 : attempt + 1;
      if (waitMs > 0) await new Promise((done) => setTimeout(done, waitMs));
    }
  }

  /** Looks again when what is held is due. */
  #drainLater(room, waiting) {
    const due = Math.min(...waiting.map(({ heldUntil = 0 }) => heldUntil).filter((at) => at > Date.now()));
    if (due !== Infinity) setTimeout(() => this.#drain(room), due - Date.now() + 1);
  }

  /** How long to wait before the next: 0 unless the refusal was temporary. */
  async #deliver(item, attempt) {
    const { client_id } = item;
    const frame = frameOf(item);
    try {
      this.#checkSize(frame);
      const { room, seq } = await this.#connection.request(frame);
      if (item.change === undefined) this.#isSent(client_id, room, seq, item.uploads);
      this.#forget(client_id);
    } catch (refusal) {
      if (refusal instanceof Disconnected) {
        // It may have arrived.
        const sent = this.#find(client_id);
        if (sent !== undefined) this.#change(sent, { tried: true });
        return 0;
      }
      if (!(refusal instanceof Refusal)) throw refusal;
      if (refusal.temporary) return refusal.retryAfterMs || exponentialMs(attempt);
      if (this.#uploadsAgain(item, refusal)) return 0;
      const refused = this.#find(client_id);
      const { code, field, message, current } = refusal;
      if (refused !== undefined)
        this.#change(refused, { state: "failed", error: { code, field, message, current } });
    }
    return 0;
  }

  /** The server forgets uploads that no message takes for a day. */
  #uploadsAgain(item, { code, field }) {
    const isExpired = code === "not_found" && field === "files";
    if (!isExpired || !this.uploads?.expired(item)) return false;
    this.#change(item, { uploads: item.uploads.map(({ id, ...upload }) => upload) });
    return true;
  }

  /** What another tab has sent is found by its key, once its event is here. */
  #findSent(room) {
    const { events = [] } = this.#store.state.rooms.get(room)?.timeline ?? {};
    for (const { room: place, change } of this.#mine()) {
      if (place !== room || change?.of === undefined || this.#find(change.of) !== undefined) continue;
      const sent = events.find(({ client_id }) => client_id === change.of);
      if (sent !== undefined) this.#isSent(change.of, room, sent.seq, sent.files);
    }
  }

  /** Changes of a message that was unsent can follow it; a private message is in another room. */
  #isSent(client_id, room, seq, files = []) {
    for (const item of this.#changesOf(client_id)) {
      const { of, index, ...change } = item.change;
      if (index !== undefined) change.file = files[index]?.id ?? "";
      this.#change(item, { room, change: { ...change, seq } });
    }
    this.#drain(room);
  }

  #changesOf(client_id) {
    return this.#items.filter(({ change }) => change?.of === client_id);
  }

  /** A frame that is too big costs the connection, and would again after each reconnect. */
  #checkSize(frame) {
    const bytes = new TextEncoder().encode(encode(frame)).length + 32;
    if (bytes > this.#store.state.limits.max_frame_bytes)
      throw new Refusal({ code: "too_long", message: "" });
  }

  #change(item, change) {
    const next = { ...item, ...change };
    this.#put(item.client_id, next);
    this.#save(next);
    this.#show();
  }

  /** `unsaved` until the disk has answered, `unkept` where it refused. */
  async #save(item) {
    const { unsaved, unkept, ...stored } = item;
    const { client_id } = item;
    const saving = { ...stored, unsaved: true };
    this.#put(client_id, saving);
    const isKept = await this.#disk.put(stored);
    if (this.#find(client_id) === saving) {
      this.#put(client_id, isKept ? stored : { ...stored, unkept: true });
      if (!isKept) this.#show();
    }
  }

  #find(client_id) {
    return this.#items.find((item) => item.client_id === client_id);
  }

  #put(client_id, item) {
    this.#items = this.#items.map((other) => (other.client_id === client_id ? item : other));
  }

  #lockOf(room) {
    return `chat-outbox ${this.#server} ${this.#owner} ${room}`;
  }

  #mine() {
    return this.#items.filter(
      ({ server, user }) => server === this.#server && user === this.#owner,
    );
  }

  #show() {
    // Before the server has named the user, everything would look like another user's.
    if (this.#owner === null) return;
    this.#store.dispatch({
      type: "send_queue_changed",
      items: this.#mine().map((item) => this.#withProgress(item)),
      orphanedDrafts: this.orphanedDrafts,
      discarded: this.#discarded,
    });
  }

  #withProgress(item) {
    if (item.uploads === undefined) return item;
    const uploads = item.uploads.map((upload) => ({ ...upload, sent: this.#progress.get(upload.key) }));
    return { ...item, uploads };
  }
}

function isUploaded({ uploads = [] }) {
  return uploads.every(({ id }) => id !== undefined);
}

function frameOf({ room, client_id, change, text, reply_to, uploads }) {
  if (change !== undefined) return { ...change, room, client_id };
  const answers = reply_to ? { reply_to } : {};
  const files = uploads === undefined ? {} : { files: uploads.map(({ id }) => id) };
  return { type: "send_message", room, text, client_id, ...answers, ...files };
}

/** Whether an unsent change is of the same thing as another: then the later one counts. */
function isSameThing({ change }, { type, seq, of, emoji, file, index }) {
  return (
    change?.type === type &&
    change.seq === seq &&
    change.of === of &&
    change.emoji === emoji &&
    change.file === file &&
    change.index === index
  );
}
