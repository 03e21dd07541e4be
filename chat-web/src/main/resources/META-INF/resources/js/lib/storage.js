const PREFIX = "chat.";

/** localStorage that may be full, forbidden or absent: then settings last as long as the page. */
export class Storage {
  #area;
  #spare = new Map();

  constructor(area) {
    this.#area = area;
  }

  get(key) {
    try {
      return this.#area.getItem(PREFIX + key);
    } catch {
      return this.#spare.get(key) ?? null;
    }
  }

  set(key, value) {
    try {
      this.#area.setItem(PREFIX + key, value);
    } catch {
      this.#spare.set(key, value);
    }
  }

  remove(key) {
    this.#spare.delete(key);
    try {
      this.#area.removeItem(PREFIX + key);
    } catch {
      // Nothing was kept there.
    }
  }
}

export function pageStorage() {
  try {
    return new Storage(globalThis.localStorage);
  } catch {
    return new Storage(null);
  }
}
