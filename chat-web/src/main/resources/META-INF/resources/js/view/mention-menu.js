import { make } from "../lib/dom.js";
import { mentionBefore } from "../lib/text.js";
import { compareNames, currentRoom } from "../state/selectors.js";
import { paintAvatar } from "./avatar.js";

const MOST = 8;

/** `@` and a few letters offer people: arrows choose, Tab or Enter takes, Esc closes. */
export class MentionMenu {
  #app;
  #input;
  #list;
  #onTaken;
  #found = [];
  #chosen = 0;
  #start = 0;
  #dismissedAt = -1;

  constructor(app, input, list, onTaken) {
    this.#app = app;
    this.#input = input;
    this.#list = list;
    this.#onTaken = onTaken;
    input.addEventListener("input", () => this.#look());
    input.addEventListener("click", () => this.#look());
    input.addEventListener("blur", () => this.close());
    input.addEventListener("keydown", (event) => this.#pressed(event));
    // The pointer must not take the focus away from the text.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option !== null) this.#take(Number(option.dataset.index));
    });
  }

  close() {
    this.#found = [];
    this.#draw();
  }

  #look() {
    const caret = this.#input.selectionStart;
    const mention = mentionBefore(this.#input.value, caret);
    if (mention === null || mention.start === this.#dismissedAt) {
      if (mention === null) this.#dismissedAt = -1;
      this.close();
      return;
    }
    this.#start = mention.start;
    this.#found = people(this.#app.store.state, mention.query.toLowerCase());
    this.#chosen = 0;
    this.#draw();
  }

  #pressed(event) {
    if (this.#found.length === 0 || event.isComposing) return;
    if (event.key === "Enter" && this.#isWhole()) {
      this.close();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      this.#chosen = (this.#chosen + step + this.#found.length) % this.#found.length;
      this.#draw();
    } else if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab")
      this.#take(this.#chosen);
    else if (event.key === "Escape") {
      this.#dismissedAt = this.#start;
      this.close();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** The chosen name stands there already: nothing is left to complete, and Enter sends. */
  #isWhole() {
    const { value, selectionStart } = this.#input;
    const typed = value.slice(this.#start + 1, selectionStart);
    return typed.toLowerCase() === this.#found[this.#chosen].name.toLowerCase();
  }

  #take(index) {
    const { name } = this.#found[index];
    const { value, selectionStart } = this.#input;
    const after = value.slice(selectionStart);
    const inserted = `@${name}${/^\s/.test(after) ? "" : " "}`;
    this.#input.value = value.slice(0, this.#start) + inserted + after;
    const caret = this.#start + name.length + 2;
    this.#input.setSelectionRange(caret, caret);
    this.close();
    this.#onTaken();
  }

  #draw() {
    this.#list.hidden = this.#found.length === 0;
    this.#list.replaceChildren(...this.#found.map((user, index) => this.#option(user, index)));
    if (this.#found.length === 0) this.#input.removeAttribute("aria-activedescendant");
    else this.#input.setAttribute("aria-activedescendant", `mention-${this.#chosen}`);
  }

  #option(user, index) {
    const option = make("li", "mention-option");
    const avatar = make("span");
    paintAvatar(avatar, user);
    option.append(avatar, make("bdi", "", user.name));
    option.id = `mention-${index}`;
    option.dataset.index = index;
    option.dataset.test = "mention-option";
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", String(index === this.#chosen));
    return option;
  }
}

/**
 * Those here first, then others that the page knows; whoever begins with the letters before who
 * only has them.
 */
function people(state, query) {
  const here = currentRoom(state)?.members ?? [];
  const hereIds = new Set(here.map(({ id }) => id));
  const others = [...state.users.values()].filter(({ id }) => !hereIds.has(id));
  const rank = ({ id, name }) =>
    (hereIds.has(id) ? 0 : 2) + (name.toLowerCase().startsWith(query) ? 0 : 1);
  return [...here, ...others]
    .filter(({ id, name }) => id !== state.self?.id && name.toLowerCase().includes(query))
    .sort((a, b) => rank(a) - rank(b) || compareNames(a, b))
    .slice(0, MOST);
}
