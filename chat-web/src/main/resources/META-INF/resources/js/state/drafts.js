const KEPT_MS = 30 * 24 * 3_600_000;

/**
 * What was typed and not sent, per room; survives a reload. Each room has its own entry, so that tabs
 * do not undo each other.
 */
export class Drafts {
  #storage;
  #prefix;

  constructor({ storage, server }) {
    this.#storage = storage;
    this.#prefix = `draft@${server} `;
    this.#forgetOld();
  }

  get(room) {
    return this.#read(this.#prefix + room)?.text ?? "";
  }

  set(room, text) {
    const key = this.#prefix + room;
    if (text === "") this.#storage.remove(key);
    else this.#storage.set(key, JSON.stringify({ text, at: Date.now() }));
  }

  #read(key) {
    try {
      return JSON.parse(this.#storage.get(key));
    } catch {
      return null; // somebody else's scribble
    }
  }

  #forgetOld() {
    const oldest = Date.now() - KEPT_MS;
    for (const key of this.#storage.keys(this.#prefix))
      if (!(this.#read(key)?.at >= oldest)) this.#storage.remove(key);
  }
}
