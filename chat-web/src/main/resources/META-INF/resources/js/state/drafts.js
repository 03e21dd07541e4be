const KEPT_MS = 30 * 24 * 3_600_000;

/** What was typed and not sent, per room; survives a reload. */
export class Drafts {
  #storage;
  #key;
  #drafts = {};

  constructor({ storage, server }) {
    this.#storage = storage;
    this.#key = `drafts@${server}`;
    try {
      this.#drafts = JSON.parse(storage.get(this.#key) ?? "{}");
    } catch {
      // A broken store is an empty one.
    }
  }

  get(room) {
    return this.#drafts[room]?.text ?? "";
  }

  set(room, text) {
    if (text === "") delete this.#drafts[room];
    else this.#drafts[room] = { text, at: Date.now() };
    this.#forgetOld();
    this.#storage.set(this.#key, JSON.stringify(this.#drafts));
  }

  #forgetOld() {
    const oldest = Date.now() - KEPT_MS;
    for (const [room, { at }] of Object.entries(this.#drafts))
      if (at < oldest) delete this.#drafts[room];
  }
}
