import { followed } from "./follows.js";

const AT_MOST_EVERY_MS = 400;

/** Tells the server how far a followed thread was read: while the user sees the end of its panel. */
export class ThreadMarks {
  #store;
  #commands;
  #isAtEnd = false;
  #marked = { origin: null, seq: 0 };
  #markedAt = -Infinity;
  /** What was seen and is not told yet: {thread, seq}. */
  #seen = null;
  #timer = null;

  constructor({ store, commands, connection }) {
    this.#store = store;
    this.#commands = commands;
    for (const [target, type] of [
      [document, "visibilitychange"],
      [window, "focus"],
      [window, "blur"],
    ])
      target.addEventListener(type, () => this.#update());
    window.addEventListener("pagehide", () => this.#mark());
    connection.addEventListener("link", () => (this.#marked = { origin: null, seq: 0 }));
    store.subscribe(() => this.#update());
  }

  setAtEnd(isAtEnd) {
    this.#isAtEnd = isAtEnd;
    this.#update();
  }

  #update() {
    const { thread, isThreadEndVisible } = this.#store.state;
    const isLooking = document.visibilityState === "visible" && document.hasFocus();
    const isVisible = this.#isAtEnd && isLooking && thread?.isKnown === true;
    // What was seen until now counts, though the thread is out of sight or closed.
    if (!isVisible) this.#mark();
    if (isVisible !== isThreadEndVisible)
      this.#store.dispatch({ type: "thread_end_visible", isVisible });
    else this.#soon();
  }

  #soon() {
    this.#seen = this.#unmarked() ?? this.#seen;
    if (this.#timer !== null || this.#seen === null) return;
    // The first at once: a page that is closed right after must not leave the thread unread.
    const waitMs = this.#markedAt + AT_MOST_EVERY_MS - performance.now();
    if (waitMs <= 0) this.#mark();
    else this.#timer = setTimeout(() => this.#mark(), waitMs);
  }

  #unmarked() {
    const { state } = this.#store;
    const { thread, isThreadEndVisible, link } = state;
    if (!isThreadEndVisible || thread === null || link.state !== "open") return null;
    if (followed(state, thread.room, thread.root) === undefined) return null;
    const seq = thread.events.at(-1)?.seq ?? 0;
    const marked = this.#marked.origin === thread.origin ? this.#marked.seq : thread.root;
    return seq > marked ? { thread, seq } : null;
  }

  #mark() {
    clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#seen === null) return;
    const { thread, seq } = this.#seen;
    this.#seen = null;
    this.#markedAt = performance.now();
    this.#marked = { origin: thread.origin, seq };
    this.#commands.markThread(thread.room, thread.root, seq).catch(() => {});
  }
}
