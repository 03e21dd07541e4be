import { isMarked, mark } from "../../lib/locks.js";

/** Whether a tab of this chat in this browser is visible and has the focus. */
export class PageFocus {
  #name;
  #focused;
  #unmark = null;

  /** `server` tells chats on one host apart; `focused` is called when this tab gets the focus. */
  constructor(server, focused) {
    this.#focused = focused;
    this.#name = `chat-looking ${server}`;
    for (const [target, type] of [
      [document, "visibilitychange"],
      [window, "focus"],
      [window, "blur"],
      [window, "pageshow"],
    ])
      target.addEventListener(type, () => this.#follow(hasFocus()));
    addEventListener("pagehide", () => this.#follow(false));
    this.#follow(hasFocus());
  }

  /** Whether this tab has the focus. */
  get isHere() {
    return hasFocus();
  }

  /** Resolves to whether this tab or another one has the focus. */
  async isAnywhere() {
    return hasFocus() || isMarked(this.#name);
  }

  #follow(isOn) {
    if (isOn === (this.#unmark !== null)) return;
    if (isOn) {
      this.#unmark = mark(this.#name);
      this.#focused();
    } else {
      this.#unmark();
      this.#unmark = null;
    }
  }
}

function hasFocus() {
  return document.visibilityState === "visible" && document.hasFocus();
}
