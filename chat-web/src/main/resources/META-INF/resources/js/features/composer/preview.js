import { words } from "../../i18n/words.js";
import { label, make } from "../../lib/dom.js";
import { foldName } from "../../lib/fold-text.js";
import { findMentions, isGroup } from "../../lib/mentions.js";
import { userNamed } from "../members/selectors.js";
import { hearFormattedParts } from "../messages/formatted-parts.js";
import { paintText } from "../messages/message-text.js";
import { currentRoom, mayMentionAll } from "../rooms/selectors.js";

const previews = new WeakMap();

/**
 * Shows below the bar of a field what its text will look like as a message, or hides that again.
 * `textOf(value)` is what is sent; `button` is the one that was pressed, and `onResize` is called when
 * the height has changed.
 */
export function openPreview(app, parts) {
  const { button } = parts;
  if (!previews.has(button)) previews.set(button, new Preview(app, parts));
  previews.get(button).toggle();
}

class Preview {
  #store;
  #parts;
  #text = make("div", "text");
  #root = make("div", "preview");

  constructor({ store, liveRegion }, parts) {
    this.#store = store;
    this.#parts = parts;
    const { bar, input } = parts;
    this.#root.dataset.test = "preview";
    this.#root.hidden = true;
    this.#root.tabIndex = 0; // it may have to be scrolled
    this.#root.setAttribute("role", "region");
    label(this.#root, words.preview);
    this.#root.append(this.#text);
    bar.after(this.#root);
    // Its buttons do not send what is written.
    hearFormattedParts(this.#root, (text) => liveRegion.say(text));
    for (const type of ["input", "begun"]) input.addEventListener(type, () => this.#draw());
  }

  toggle() {
    this.#root.hidden = !this.#root.hidden;
    this.#parts.button.setAttribute("aria-pressed", String(!this.#root.hidden));
    this.#draw();
    this.#parts.onResize();
  }

  #draw() {
    if (this.#root.hidden) return;
    const { input, textOf, onResize } = this.#parts;
    const { state } = this.#store;
    const text = textOf(input.value);
    this.#root.classList.toggle("is-empty", text === "");
    paintText(this.#text, text, mentionsIn(state, text), state.self?.id);
    if (text === "") this.#text.append(words.nothingWritten);
    onResize();
  }
}

/** The mentions that the server is likely to find. */
function mentionsIn(state, text) {
  const room = currentRoom(state);
  const isAllTold = room !== null && mayMentionAll(state, room);
  const userOf = (name) =>
    foldName(name) === foldName(state.self?.name ?? "") ? state.self : userNamed(state, name);
  return findMentions(text, (name) => userOf(name) !== null)
    .filter(({ name }) => isAllTold || !isGroup(name))
    .map(({ name, start, end }) => ({ start, end, user: isGroup(name) ? undefined : userOf(name) }));
}
