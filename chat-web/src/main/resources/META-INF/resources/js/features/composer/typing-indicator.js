import { words } from "../../i18n/words.js";
import { setText } from "../../lib/dom.js";
import { currentRoom } from "../rooms/selectors.js";

const MOST_NAMED = 2;

/** The line that names the users who are typing; each ends by itself if it is not renewed. */
export class TypingIndicator {
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

function phrase(names) {
  if (names.length === 0) return "";
  return names.length > MOST_NAMED ? words.typingMany : words.typing(names);
}
