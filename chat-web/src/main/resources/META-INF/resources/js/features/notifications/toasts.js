import { words } from "../../i18n/words.js";
import { label, make } from "../../lib/dom.js";

const SHOWN_MS = 7_000;
const MOST = 3;

/** Short messages that go away by themselves or by a click; each may offer one thing to do. */
export class Toasts {
  #root;
  #liveRegion;

  constructor(root, liveRegion) {
    this.#root = root;
    label(root, words.toasts);
    this.#liveRegion = liveRegion;
  }

  /** Removes the toasts with this key: what they tell of has been seen. */
  close(key) {
    for (const toast of [...this.#root.children]) if (toast.dataset.key === key) toast.remove();
  }

  /** A toast with a `key` takes the place of the one before; what is `spoken` already stays silent. */
  show(text, offer = null, act = null, { key = null, isSpoken = false } = {}) {
    const toast = make("div", "toast");
    if (key !== null) {
      this.close(key);
      toast.dataset.key = key;
    }
    toast.dataset.test = "toast";
    toast.append(make("span", "toast-text", text));
    const remove = () => toast.remove();
    if (offer !== null) {
      const button = make("button", "small-button", offer);
      button.addEventListener("click", act);
      toast.append(button);
    }
    // A click removes it, to reach what lies under it; selecting a part of its text does not.
    toast.addEventListener("click", ({ target }) => {
      if (target.closest("button") !== null || getSelection().isCollapsed) remove();
    });
    this.#root.append(toast);
    while (this.#root.children.length > MOST) this.#root.firstElementChild.remove();
    if (!isSpoken) this.#liveRegion.say(text);
    let timer = setTimeout(remove, SHOWN_MS);
    const stay = () => clearTimeout(timer);
    const goOn = () => {
      stay();
      timer = setTimeout(remove, SHOWN_MS);
    };
    // It stays while the pointer or the focus is on it.
    for (const type of ["pointerenter", "focusin"]) toast.addEventListener(type, stay);
    for (const type of ["pointerleave", "focusout"]) toast.addEventListener(type, goOn);
  }
}
