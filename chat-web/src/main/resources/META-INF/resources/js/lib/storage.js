import { folder } from "./site.js";

const PREFIX = folder === "/" ? "chat." : `chat.${folder}.`;

/** localStorage or sessionStorage that may be full, forbidden or absent: what it refuses lasts as long as the page. */
export class Storage {
  #area;
  #spare = new Map();

  constructor(area) {
    this.#area = area;
  }

  get(key) {
    if (this.#spare.has(key)) return this.#spare.get(key);
    try {
      return this.#area.getItem(PREFIX + key);
    } catch {
      return null;
    }
  }

  /**
   * Whether the browser keeps nothing at all for this page (site data blocked or switched off); a
   * full storage is not blocked.
   */
  get isBlocked() {
    try {
      this.#area.getItem(PREFIX);
      return false;
    } catch {
      return true;
    }
  }

  /** Whether the value outlives the page; if not, what there was before does. */
  set(key, value) {
    try {
      this.#area.setItem(PREFIX + key, value);
      this.#spare.delete(key);
      return true;
    } catch {
      this.#spare.set(key, value);
      return false;
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

  /** Calls `listener` whenever another tab changed an entry whose key begins so. */
  watch(prefix, listener) {
    globalThis.addEventListener("storage", ({ key }) => {
      if (key === null || key.startsWith(PREFIX + prefix)) listener();
    });
  }

  keys(prefix) {
    const found = new Set(this.#spare.keys());
    try {
      for (let index = 0; index < this.#area.length; index++) {
        const key = this.#area.key(index);
        if (key.startsWith(PREFIX)) found.add(key.slice(PREFIX.length));
      }
    } catch {
      // Nothing is kept there.
    }
    return [...found].filter((key) => key.startsWith(prefix));
  }
}

/** What all tabs share. */
export function pageStorage() {
  return storageOf(() => globalThis.localStorage);
}

/** What belongs to this tab, over reloads. */
export function tabStorage() {
  return storageOf(() => globalThis.sessionStorage);
}

function storageOf(area) {
  try {
    return new Storage(area());
  } catch {
    return new Storage(null);
  }
}
