import { words } from "../../i18n/words.js";
import { make } from "../../lib/dom.js";
import { replaceText } from "../../lib/edit.js";
import { finder, foldName } from "../../lib/fold-text.js";
import { onKey } from "../../lib/keys.js";
import { mentionBefore } from "../../lib/mentions.js";
import { paintAvatar } from "../../ui/avatar.js";
import { compareNames } from "../members/selectors.js";
import { currentRoom } from "../rooms/selectors.js";

const MOST = 8;

/**
 * `@` and a few letters offer people: arrows choose, Tab or Enter takes, Esc closes. The menu follows
 * the caret however it moves, and what is taken replaces the run at the caret and nothing else.
 */
export class MentionMenu {
  #app;
  #input;
  #list;
  #found = [];
  #chosen = 0;
  /** The run that would be replaced, {start, end, query}; null while closed. */
  #run = null;
  /** Where the caret stood in which text when the menu was last decided on. */
  #looked = { caret: -1, text: "" };
  #dismissedAt = -1;
  #told = 0;

  constructor(app, input, list) {
    this.#app = app;
    this.#input = input;
    this.#list = list;
    input.addEventListener("input", () => this.#typed());
    for (const type of ["selectionchange", "click", "keyup"])
      input.addEventListener(type, () => this.#follow());
    input.addEventListener("blur", () => this.close());
    onKey(input, (event) => this.#pressed(event));
    // The pointer must not take the focus away from the text.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option !== null) this.#take(Number(option.dataset.index));
    });
  }

  close() {
    this.#run = null;
    this.#found = [];
    this.#draw();
  }

  get #caret() {
    const { selectionStart, selectionEnd } = this.#input;
    return selectionStart === selectionEnd ? selectionStart : -1;
  }

  /** What was just typed ends at the caret, even where it stands right before other letters. */
  #typed() {
    const caret = this.#caret;
    const mention = mentionBefore(this.#input.value, caret);
    this.#offer(mention && { ...mention, end: caret });
  }

  /** The caret has moved: within the run it stays; elsewhere there may be another one. */
  #follow() {
    if (document.activeElement !== this.#input) return;
    const caret = this.#caret;
    const text = this.#input.value;
    const run = this.#run;
    const isWithin = run !== null && caret > run.start && caret <= run.end;
    const isKnown = this.#looked.caret === caret || isWithin;
    if (isKnown && this.#looked.text === text) return;
    this.#offer(caret < 0 ? null : runAround(text, caret), true);
  }

  #offer(run, isMoved = false) {
    const text = this.#input.value;
    this.#looked = { caret: this.#caret, text };
    if (run === null || run.start === this.#dismissedAt) {
      if (run === null) this.#dismissedAt = -1;
      this.close();
      return;
    }
    const found = people(this.#app.store.state, run.query);
    // A caret that passes by a whole name has nothing to complete.
    if (isMoved && found.some(({ name }) => isSame(name, run.query))) {
      this.close();
      return;
    }
    this.#run = run;
    this.#found = found;
    this.#chosen = 0;
    this.#draw();
  }

  #pressed(event) {
    // The caret may have moved without a word, by a key that is still held down.
    if (this.#found.length > 0) this.#follow();
    if (this.#found.length === 0) return;
    if (event.key === "Enter" && isSame(this.#found[this.#chosen].name, this.#run.query)) {
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
      this.#dismissedAt = this.#run.start;
      this.close();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #take(index) {
    const { name } = this.#found[index];
    const { start, end } = this.#run;
    const isSpaced = /^\s/u.test(this.#input.value.slice(end));
    replaceText(this.#input, start, end, `@${name}${isSpaced ? "" : " "}`);
    if (isSpaced) this.#input.setSelectionRange(start + name.length + 2, start + name.length + 2);
    this.close();
  }

  #draw() {
    this.#list.hidden = this.#found.length === 0;
    this.#list.replaceChildren(...this.#found.map((user, index) => this.#option(user, index)));
    const { length } = this.#found;
    if (length === 0) this.#input.removeAttribute("aria-activedescendant");
    else this.#input.setAttribute("aria-activedescendant", `mention-${this.#chosen}`);
    // A field of many lines may not be a combobox: that the menu is there is spoken instead.
    if (length !== this.#told)
      this.#app.liveRegion.say(length === 0 ? "" : words.mentionOffer(length), "mention");
    this.#told = length;
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

/** The whole run of a name in which the caret stands: {start, end, query}, or null. */
function runAround(text, caret) {
  const before = mentionBefore(text, caret);
  if (before === null) return null;
  let run = { ...before, end: caret };
  for (let end = caret + 1; end <= text.length; end++) {
    const longer = mentionBefore(text, end);
    if (longer?.start !== before.start) break;
    run = { ...longer, end };
  }
  return run;
}

function isSame(name, query) {
  return foldName(name) === foldName(query);
}

/**
 * Those here first, then others that the page knows; whoever begins with the letters before who
 * only has them.
 */
function people(state, query) {
  const here = currentRoom(state)?.members ?? [];
  const hereIds = new Set(here.map(({ id }) => id));
  const others = [...state.users.values()].filter(({ id }) => !hereIds.has(id));
  const find = finder(query);
  return [...here, ...others]
    .filter(({ id }) => id !== state.self?.id)
    .map((user) => ({ user, rank: find(user.name), away: hereIds.has(user.id) ? 0 : 1 }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => a.away - b.away || a.rank - b.rank || compareNames(a.user, b.user))
    .slice(0, MOST)
    .map(({ user }) => user);
}
