import { setText } from "../lib/dom.js";
import { words } from "../lib/words.js";
import { currentRoom } from "../state/selectors.js";

/** The line that tells who is typing; it ends by itself when nobody renews it. */
export class TypingLine {
  #app;
  #line;
  #timer = null;

  constructor(app, line) {
    this.#app = app;
    this.#line = line;
  }

  render(state) {
    const typing = currentRoom(state)?.typing ?? [];
    const names = typing.map(({ user }) => user.name);
    setText(this.#line, phrase(names));
    this.#line.classList.toggle("is-on", names.length > 0);
    clearTimeout(this.#timer);
    if (typing.length === 0) return;
    const nextMs = Math.min(...typing.map(({ until }) => until)) - Date.now() + 20;
    this.#timer = setTimeout(
      () => this.#app.store.dispatch({ type: "tick", at: Date.now() }),
      Math.max(20, nextMs),
    );
  }
}

function phrase([first, second, third]) {
  if (first === undefined) return "";
  if (second === undefined) return words.typingOne(first);
  return third === undefined ? words.typingTwo(first, second) : words.typingMany;
}
