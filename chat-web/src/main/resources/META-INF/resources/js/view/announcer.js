import { make } from "../lib/dom.js";
import { words } from "../lib/words.js";

const GATHER_MS = 700;
const READ_ONE_BY_ONE = 3;

/** The one polite voice for screen readers: new messages of the current room, never its history. */
export class Announcer {
  #root;
  #gathered = [];
  #timer = null;

  constructor(root) {
    this.#root = root;
  }

  listen(connection, store) {
    connection.addEventListener("frame", ({ frame }) => {
      const { current, self } = store.state;
      if (frame.type !== "new_message" || frame.room !== current || frame.user.id === self?.id)
        return;
      this.say(words.announce(frame.user.name, frame.text));
    });
  }

  say(text) {
    this.#gathered.push(text);
    this.#timer ??= setTimeout(() => this.#speak(), GATHER_MS);
  }

  #speak() {
    this.#timer = null;
    const lines = this.#gathered.splice(0);
    const spoken = lines.length > READ_ONE_BY_ONE ? [words.announceMany(lines.length)] : lines;
    this.#root.replaceChildren(...spoken.map((line) => make("p", "", line)));
  }
}
