const AGAIN_MS = 3_000;
const AT_MOST_EVERY_MS = 1_000;

/** Tells the room that one is typing: now and then while it goes on, and when the text is gone again. */
export class TypingSignal {
  #app;
  #room = null;
  #isTyping = false;
  #sentAt = 0;
  #timer = null;

  constructor(app) {
    this.#app = app;
  }

  changed(room, text) {
    if (text.trim() === "") this.stop();
    else if (room !== this.#room || Date.now() - this.#sentAt >= AGAIN_MS) this.#tell(room, true);
  }

  stop() {
    if (this.#isTyping) this.#tell(this.#room, false);
  }

  #tell(room, typing) {
    clearTimeout(this.#timer);
    const tooSoonMs = AT_MOST_EVERY_MS - (Date.now() - this.#sentAt);
    // The end of it is worth sending late; a beginning comes again with the next letter.
    if (tooSoonMs > 0 && !typing) this.#timer = setTimeout(() => this.#tell(room, typing), tooSoonMs);
    if (tooSoonMs > 0) return;
    if (!this.#app.commands.typing(room, typing)) return;
    this.#sentAt = Date.now();
    this.#room = room;
    this.#isTyping = typing;
  }
}
