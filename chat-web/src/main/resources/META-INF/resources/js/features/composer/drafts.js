const KEPT_MS = 30 * 24 * 3_600_000;
const EMPTY = Object.freeze({ text: "", reply: null });

/**
 * What was typed and not sent, per room, as one record: {text, reply}, where `reply` is what it
 * answers, {seq, epoch, name, text}, or null. It survives a reload, and the browser's end.
 *
 * Each tab has records of its own under an id that lasts as long as the tab, so that sending in one
 * leaves the text of another alone. A tab without a record for a room takes over the latest one of
 * another tab; if that tab is still there, it writes its own again.
 *
 * Every change has a `rev`: a time in milliseconds, and higher than every other that this browser
 * knows of the room. DraftSync shares the one with the highest with the user's other devices. A
 * record names its user: what another user of this browser typed is shared with no one.
 * Dispatches "edited" with the room when the user has changed its draft.
 */
export class Drafts extends EventTarget {
  #storage;
  #tabStorage;
  #prefix;
  #revs;
  #tab;
  #userId;
  #own = new Map();
  /** The highest `rev` of other devices, by room. */
  #seen = new Map();

  /**
   * `storage` is shared by all tabs, `tabStorage` belongs to this one; `userId()` is the id of the
   * user, or undefined while it is not known.
   */
  constructor({ storage, tabStorage, server, userId }) {
    super();
    this.#userId = userId;
    this.#storage = storage;
    this.#tabStorage = tabStorage;
    this.#prefix = `draft@${server} `;
    this.#revs = `draft-rev@${server} `;
    this.#tab = tabStorage.get("tab") ?? String(Math.random()).slice(2);
    tabStorage.set("tab", this.#tab);
    this.#forgetOld();
    storage.watch(this.#prefix, () => this.#writeAgain());
  }

  get(room) {
    const key = this.#keyOf(room);
    const own = this.#read(key);
    if (own !== null) {
      this.#own.set(key, JSON.stringify(own));
      return { text: own.text, reply: own.reply ?? null };
    }
    if (this.#tabStorage.get(this.#doneKeyOf(room)) !== null) return EMPTY;
    return this.#takeOver(room);
  }

  set(room, { text, reply }) {
    const rev = Math.max(Date.now(), this.latest(room) + 1);
    this.#storage.set(this.#revs + room, String(rev));
    this.#write(room, { text, reply, rev, user: this.#userId() });
    this.dispatchEvent(Object.assign(new Event("edited"), { room }));
  }

  /** Takes over a draft of another device, {text, reply, rev}. */
  adopt(room, draft) {
    this.saw(room, draft.rev);
    this.#write(room, { ...draft, user: this.#userId() });
  }

  /** Notes that another device has a draft with this `rev`. */
  saw(room, rev) {
    this.#seen.set(room, Math.max(rev, this.#seen.get(room) ?? 0));
  }

  /** The highest `rev` of a room that this tab knows; 0 for none. */
  latest(room) {
    const done = this.#done(room)?.rev ?? 0;
    const own = this.#read(this.#keyOf(room))?.rev ?? 0;
    return Math.max(this.#changed(room), this.#seen.get(room) ?? 0, done, own);
  }

  /**
   * This tab's draft of a room, {text, reply, rev}, if it is the user's and no other tab or device
   * has a later one; else null. A removed one has no text.
   */
  own(room) {
    const record = this.#read(this.#keyOf(room)) ?? this.#done(room);
    const isLatest = record?.rev === this.latest(room);
    return isLatest && record.user === this.#userId() ? { ...EMPTY, ...record } : null;
  }

  /** What this tab knows of a draft that it removed, {rev, user}; null for none. */
  #done(room) {
    const value = this.#tabStorage.get(this.#doneKeyOf(room));
    if (value === null) return null;
    const [rev, user] = value.split(" ");
    return { rev: Number(rev), user };
  }

  /** Whether this tab has no text that only it has. */
  isShared(room) {
    const text = this.#read(this.#keyOf(room))?.text ?? "";
    return text === "" || this.own(room) !== null;
  }

  /** The rooms whose drafts were changed in this browser. */
  rooms() {
    return this.#storage.keys(this.#revs).map((key) => key.slice(this.#revs.length));
  }

  /** The `rev` of the latest change of a room in any tab of this browser; 0 for none. */
  #changed(room) {
    return Number(this.#storage.get(this.#revs + room) ?? 0);
  }

  #write(room, { text, reply, rev, user }) {
    const key = this.#keyOf(room);
    if (text === "" && reply === null) {
      this.#own.delete(key);
      this.#storage.remove(key);
      this.#tabStorage.set(this.#doneKeyOf(room), `${rev} ${user}`);
      return;
    }
    const record = JSON.stringify({ text, reply, rev, user, at: Date.now() });
    this.#own.set(key, record);
    this.#storage.set(key, record);
  }

  #takeOver(room) {
    const kept = this.#storage
      .keys(this.#prefix)
      .filter((key) => key.slice(this.#prefix.length).split(" ")[0] === room)
      .map((key) => ({ key, record: this.#read(key) }))
      .filter(({ record }) => record !== null)
      .sort((a, b) => b.record.at - a.record.at);
    if (kept.length === 0) return EMPTY;
    const { key, record } = kept[0];
    const { text = "", reply = null, rev = 0, user } = record;
    this.#write(room, { text, reply, rev, user });
    this.#storage.remove(key);
    return { text, reply };
  }

  #writeAgain() {
    for (const [key, record] of this.#own)
      if (this.#storage.get(key) === null) this.#storage.set(key, record);
  }

  #keyOf(room) {
    return `${this.#prefix}${room} ${this.#tab}`;
  }

  /** Marks that this tab had a text for the room and is done with it: no other tab's is taken over. */
  #doneKeyOf(room) {
    return `done ${this.#prefix}${room}`;
  }

  #read(key) {
    try {
      return JSON.parse(this.#storage.get(key));
    } catch {
      return null; // not written by this class
    }
  }

  #forgetOld() {
    const oldest = Date.now() - KEPT_MS;
    for (const key of this.#storage.keys(this.#prefix))
      if (!(this.#read(key)?.at >= oldest)) this.#storage.remove(key);
    for (const key of this.#storage.keys(this.#revs))
      if (!(Number(this.#storage.get(key)) >= oldest)) this.#storage.remove(key);
  }
}
