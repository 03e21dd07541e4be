const KEPT_MS = 30 * 24 * 3_600_000;
const EMPTY = Object.freeze({ text: "", reply: null });

/**
 * What was typed and not sent, per room, as one record: {text, reply}, where `reply` is what it
 * answers, {seq, epoch, name, text}, or null. It survives a reload, and the browser's end.
 *
 * Each tab has records of its own under an id that lasts as long as the tab, so that sending in one
 * leaves the text of another alone. A tab without a record for a room takes over the latest one of
 * another tab; if that tab is still there, it writes its own again.
 */
export class Drafts {
  #storage;
  #tabStorage;
  #prefix;
  #tab;
  #own = new Map();

  /** `storage` is shared by all tabs, `tabStorage` belongs to this one. */
  constructor({ storage, tabStorage, server }) {
    this.#storage = storage;
    this.#tabStorage = tabStorage;
    this.#prefix = `draft@${server} `;
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
    const key = this.#keyOf(room);
    if (text === "" && reply === null) {
      this.#own.delete(key);
      this.#storage.remove(key);
      this.#tabStorage.set(this.#doneKeyOf(room), "");
      return;
    }
    const record = JSON.stringify({ text, reply, at: Date.now() });
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
    const draft = { text: record.text ?? "", reply: record.reply ?? null };
    this.set(room, draft);
    this.#storage.remove(key);
    return draft;
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
  }
}
