import { onKey } from "../lib/keys.js";

/**
 * The arrows to the sides lead from a focused element to the buttons that `selector` finds in it, and
 * along them; Escape leads back. Returns whether the key did so.
 */
export function walkButtons(owner, selector, event) {
  const { key, target } = event;
  const buttons = [...owner.querySelectorAll(selector)].filter((each) => each.checkVisibility());
  const at = buttons.indexOf(target);
  if (target !== owner && at < 0) return false;
  const next = {
    ArrowRight: buttons[(at + 1) % buttons.length],
    ArrowLeft: buttons.at(at < 0 ? -1 : at - 1),
    Escape: at < 0 ? undefined : owner,
  }[key];
  if (next === undefined) return false;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
  return true;
}

/**
 * One tab stop for a list of links or buttons, however long it is: arrows, Home and End move within
 * it. The stop is where the focus was last, else `preferred`, else the first.
 */
export class RovingFocus {
  #root;
  #selector;
  #steps;
  #last = null;

  /** With `isRow` the items stand beside each other, and the arrows to the sides move. */
  constructor(root, selector, isRow = false) {
    this.#root = root;
    this.#selector = selector;
    this.#steps = {
      [isRow ? "ArrowLeft" : "ArrowUp"]: -1,
      [isRow ? "ArrowRight" : "ArrowDown"]: 1,
      Home: -Infinity,
      End: Infinity,
    };
    root.addEventListener("focusin", ({ target }) => this.#stopAt(target.closest(selector)));
    onKey(root, (event) => this.#pressed(event));
  }

  /** After the list has changed: exactly one of what is there is a tab stop. */
  settle(preferred = null) {
    const items = this.#items();
    const isThere = this.#last !== null && items.includes(this.#last);
    const stop = preferred ?? (isThere ? this.#last : (items[0] ?? null));
    this.#last = stop;
    for (const item of items) {
      const wanted = item === stop ? 0 : -1;
      if (item.tabIndex !== wanted) item.tabIndex = wanted;
    }
  }

  #items() {
    return [...this.#root.querySelectorAll(this.#selector)];
  }

  #stopAt(item) {
    if (item !== null) this.settle(item);
  }

  #pressed(event) {
    const step = this.#steps[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const items = this.#items();
    const at = items.indexOf(event.target.closest(this.#selector));
    if (at < 0) return;
    event.preventDefault();
    items[Math.max(0, Math.min(at + step, items.length - 1))].focus();
  }
}
