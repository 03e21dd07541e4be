const AGAIN_MS = 3_000;
const AT_MOST_EVERY_MS = 1_000;

/** Tells the room that one is typing: now and then while it goes on, and when the text is gone. */
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
    if (text.trim() === "") {
      this.stop();
      return;
    }
    clearTimeout(this.#timer);
    const isKnown = this.#isTyping && room === this.#room;
    if (!isKnown || Date.now() - this.#sentAt >= AGAIN_MS) this.#tell(room, true);
  }

  /** What was typed went to the room, and the server has ended it with that. */
  ended() {
    clearTimeout(this.#timer);
    this.#isTyping = false;
  }

  stop() {
    clearTimeout(this.#timer);
    if (this.#isTyping) this.#tell(this.#room, false);
  }

  /** Too soon after the last signal, the latest one waits its turn. */
  #tell(room, typing) {
    const waitMs = this.#sentAt + AT_MOST_EVERY_MS - Date.now();
    if (waitMs > 0) {
      this.#timer = setTimeout(() => this.#tell(room, typing), waitMs);
      return;
    }
    if (!this.#app.connection.send({ type: "typing", room, typing })) return;
    this.#sentAt = Date.now();
    this.#room = room;
    this.#isTyping = typing;
  }
}
