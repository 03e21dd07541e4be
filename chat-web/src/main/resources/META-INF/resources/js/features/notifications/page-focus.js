import { isMarked, mark } from "../../lib/locks.js";

/** Whether the person looks at any tab of this chat in this browser: visible, and focused. */
export class Looking {
  #name;
  #looked;
  #unmark = null;

  /** `server` tells chats on one host apart; `looked` is called when this tab begins to be looked at. */
  constructor(server, looked) {
    this.#looked = looked;
    this.#name = `chat-looking ${server}`;
    for (const [target, sign] of [
      [document, "visibilitychange"],
      [window, "focus"],
      [window, "blur"],
      [window, "pageshow"],
    ])
      target.addEventListener(sign, () => this.#follow(isLooking()));
    addEventListener("pagehide", () => this.#follow(false));
    this.#follow(isLooking());
  }

  /** Whether this tab is looked at. */
  get isHere() {
    return isLooking();
  }

  /** Resolves to whether this tab or another one is looked at. */
  async isAnywhere() {
    return isLooking() || isMarked(this.#name);
  }

  #follow(isOn) {
    if (isOn === (this.#unmark !== null)) return;
    if (isOn) {
      this.#unmark = mark(this.#name);
      this.#looked();
    } else {
      this.#unmark();
      this.#unmark = null;
    }
  }
}

function isLooking() {
  return document.visibilityState === "visible" && document.hasFocus();
}
