/** The key of a draft: that of a room, or that of a thread in it. */
export function draftKey(room, root) {
  return root === undefined ? room : `${room}#${root}`;
}

/** What a key names, {room, root?}. An id of a room has no `#`. */
export function draftOf(key) {
  const [room, root] = key.split("#");
  return root === undefined ? { room } : { room, root: Number(root) };
}

const KEPT_MS = 30 * 24 * 3_600_000;
const EMPTY = Object.freeze({ text: "", reply: null });

/**
 * What was typed and not sent, per room and thread, as one record under its `draftKey`: {text,
 * reply}, where `reply` is what it answers, {seq, epoch, name, text}, or null. It survives a reload, and
 * the browser's end.
 *
 * Each tab has records of its own under an id that lasts as long as the tab, so that sending in one
 * leaves the text of another alone. A tab without a record under a key takes over the latest one of
 * another tab; if that tab is still there, it writes its own again.
 *
 * Every change has a `rev`: a time in milliseconds, and higher than every other that this browser
 * knows of the draft. DraftSync shares the one with the highest with the user's other devices. A
 * record names its user: what another user of this browser typed is shared with no one.
 * Dispatches "edited" with the `key` when the user has changed a draft.
 */
export class Drafts extends EventTarget {
  #storage;
  #tabStorage;
  #prefix;
  #revs;
  #tab;
  #userId;
  #own = new Map();
  /** The highest `rev` of other devices, by key of the draft. */
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

  get(key) {
    const item = this.#itemOf(key);
    const own = this.#read(item);
    if (own !== null) {
      this.#own.set(item, JSON.stringify(own));
      return { text: own.text, reply: own.reply ?? null };
    }
    if (this.#tabStorage.get(this.#doneItemOf(key)) !== null) return EMPTY;
    return this.#takeOver(key);
  }

  set(key, { text, reply }) {
    const rev = Math.max(Date.now(), this.latest(key) + 1);
    this.#storage.set(this.#revs + key, String(rev));
    this.#write(key, { text, reply, rev, user: this.#userId() });
    this.dispatchEvent(Object.assign(new Event("edited"), { key }));
  }

  /** Takes over a draft of another device, {text, reply, rev}. */
  adopt(key, draft) {
    this.saw(key, draft.rev);
    this.#write(key, { ...draft, user: this.#userId() });
  }

  /** Notes that another device has a draft with this `rev`. */
  saw(key, rev) {
    this.#seen.set(key, Math.max(rev, this.#seen.get(key) ?? 0));
  }

  /** The highest `rev` of a draft that this tab knows; 0 for none. */
  latest(key) {
    const done = this.#done(key)?.rev ?? 0;
    const own = this.#read(this.#itemOf(key))?.rev ?? 0;
    return Math.max(this.#changed(key), this.#seen.get(key) ?? 0, done, own);
  }

  /**
   * This tab's draft, {text, reply, rev}, if it is the user's and no other tab or device
   * has a later one; else null. A removed one has no text.
   */
  own(key) {
    const record = this.#read(this.#itemOf(key)) ?? this.#done(key);
    const isLatest = record?.rev === this.latest(key);
    return isLatest && record.user === this.#userId() ? { ...EMPTY, ...record } : null;
  }

  /** What this tab knows of a draft that it removed, {rev, user}; null for none. */
  #done(key) {
    const value = this.#tabStorage.get(this.#doneItemOf(key));
    if (value === null) return null;
    const [rev, user] = value.split(" ");
    return { rev: Number(rev), user };
  }

  /** Whether this tab has no text that only it has. */
  isShared(key) {
    const text = this.#read(this.#itemOf(key))?.text ?? "";
    return text === "" || this.own(key) !== null;
  }

  /** The keys of the drafts that were changed in this browser. */
  keys() {
    return this.#storage.keys(this.#revs).map((item) => item.slice(this.#revs.length));
  }

  /** The `rev` of the latest change of a draft in any tab of this browser; 0 for none. */
  #changed(key) {
    return Number(this.#storage.get(this.#revs + key) ?? 0);
  }

  #write(key, { text, reply, rev, user }) {
    const item = this.#itemOf(key);
    if (text === "" && reply === null) {
      this.#own.delete(item);
      this.#storage.remove(item);
      this.#tabStorage.set(this.#doneItemOf(key), `${rev} ${user}`);
      return;
    }
    const record = JSON.stringify({ text, reply, rev, user, at: Date.now() });
    this.#own.set(item, record);
    this.#storage.set(item, record);
  }

  #takeOver(key) {
    const kept = this.#storage
      .keys(this.#prefix)
      .filter((item) => item.slice(this.#prefix.length).split(" ")[0] === key)
      .map((item) => ({ item, record: this.#read(item) }))
      .filter(({ record }) => record !== null)
      .sort((a, b) => b.record.at - a.record.at);
    if (kept.length === 0) return EMPTY;
    const { item, record } = kept[0];
    const { text = "", reply = null, rev = 0, user } = record;
    this.#write(key, { text, reply, rev, user });
    this.#storage.remove(item);
    return { text, reply };
  }

  #writeAgain() {
    for (const [item, record] of this.#own)
      if (this.#storage.get(item) === null) this.#storage.set(item, record);
  }

  #itemOf(key) {
    return `${this.#prefix}${key} ${this.#tab}`;
  }

  /** Marks that this tab had a text under the key and is done with it: no other tab's is taken over. */
  #doneItemOf(key) {
    return `done ${this.#prefix}${key}`;
  }

  #read(item) {
    try {
      return JSON.parse(this.#storage.get(item));
    } catch {
      return null; // not written by this class
    }
  }

  #forgetOld() {
    const oldest = Date.now() - KEPT_MS;
    for (const item of this.#storage.keys(this.#prefix))
      if (!(this.#read(item)?.at >= oldest)) this.#storage.remove(item);
    for (const item of this.#storage.keys(this.#revs))
      if (!(Number(this.#storage.get(item)) >= oldest)) this.#storage.remove(item);
  }
}
