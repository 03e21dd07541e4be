import { label, make } from "../lib/dom.js";
import { isReplacing, replaceText } from "../lib/edit.js";
import { onKey } from "../lib/keys.js";

/**
 * A menu of what a run of text at the caret may be completed to: arrows choose, Tab or Enter takes,
 * Esc closes. The menu follows the caret however it moves, and what is taken replaces the run at the
 * caret and nothing else. The first of several sources that knows the run offers:
 *
 * - `runBefore(text, caret)`: the run that ends at the caret, {start, query}, or null
 * - `find(query)`: a few items; a source that is still loading them calls its `onLoad` later
 * - `isWhole(item, query)`: whether the run is this item already
 * - `textOf(item)`: what replaces the run; `taken(item)`: it was chosen
 * - `replacement(text, caret)`: {start, text} if what was just typed needs no choice, else null
 * - `fill(option, item)`: shows an item
 * - `name`, `offer(count)`, `hook`: the name of the list, what is spoken when it opens, and the test
 *   hook of its options
 */
export class CompletionMenu {
  #input;
  #list;
  #sources;
  #say;
  #found = [];
  #chosen = 0;
  /** The run that would be replaced, {source, start, end, query}; null while closed. */
  #run = null;
  /** Where the caret stood in which text when the menu was last decided on. */
  #looked = { caret: -1, text: "" };
  #dismissedAt = -1;
  /** What the last replacement replaced. */
  #former = { start: -1, end: -1, text: "" };
  #told = 0;

  /** For a field and the empty listbox beside it; `say(text)` speaks to screen readers. */
  constructor({ input, list, sources, say }) {
    this.#input = input;
    this.#list = list;
    this.#sources = sources;
    this.#say = say;
    for (const source of sources) source.onLoad = () => this.#loaded();
    input.addEventListener("input", (event) => this.#typed(event));
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
  #typed({ inputType, isComposing }) {
    if (inputType === "historyUndo") this.#unselect();
    // Undo, paste and an input method at work leave the text as it is.
    const isTyped = inputType === "insertText" && !isComposing && !isReplacing();
    if (isTyped && this.#replaced()) return;
    const caret = this.#caret;
    this.#offer(
      this.#runOf((source, text) => {
        const run = source.runBefore(text, caret);
        return run && { ...run, end: caret };
      }),
    );
  }

  #replaced() {
    const caret = this.#caret;
    if (caret < 0) return false;
    for (const source of this.#sources) {
      const made = source.replacement(this.#input.value, caret);
      if (made === null) continue;
      this.close();
      this.#replace(made.start, caret, made.text);
      return true;
    }
    return false;
  }

  #replace(start, end, text) {
    this.#former = { start, end, text: this.#input.value.slice(start, end) };
    replaceText(this.#input, start, end, text);
  }

  /** Undo selects what it brought back, and the next letter would replace that. */
  #unselect() {
    const { selectionStart, selectionEnd, value } = this.#input;
    const { start, end, text } = this.#former;
    if (selectionStart === start && selectionEnd === end && value.slice(start, end) === text)
      this.#input.setSelectionRange(end, end);
  }

  /** The first source with a run, and its run. */
  #runOf(find) {
    for (const source of this.#sources) {
      const run = find(source, this.#input.value);
      if (run !== null) return { ...run, source };
    }
    return null;
  }

  /** The caret has moved: within the run it stays; elsewhere there may be another one. */
  #follow() {
    if (document.activeElement !== this.#input) return;
    const caret = this.#caret;
    const run = this.#run;
    const isWithin = run !== null && caret > run.start && caret <= run.end;
    const isKnown = this.#looked.caret === caret || isWithin;
    if (isKnown && this.#looked.text === this.#input.value) return;
    const around = (source, text) => runAround(source, text, caret);
    this.#offer(caret < 0 ? null : this.#runOf(around), true);
  }

  /** A source has what it was asked for, if the caret is still there. */
  #loaded() {
    const { caret, text } = this.#looked;
    if (this.#caret !== caret || this.#input.value !== text) return;
    if (document.activeElement !== this.#input) return;
    if (this.#run !== null) this.#offer(this.#run);
    else this.#replaced();
  }

  #offer(run, isMoved = false) {
    this.#looked = { caret: this.#caret, text: this.#input.value };
    if (run === null || run.start === this.#dismissedAt) {
      if (run === null) this.#dismissedAt = -1;
      this.close();
      return;
    }
    const { source, query } = run;
    const found = source.find(query);
    // A caret that passes by a whole one has nothing to complete.
    if (isMoved && found.some((item) => source.isWhole(item, query))) {
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
    const { source, query, start } = this.#run;
    if (event.key === "Enter" && source.isWhole(this.#found[this.#chosen], query)) {
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
      this.#dismissedAt = start;
      this.close();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #take(index) {
    const { source, start, end } = this.#run;
    const item = this.#found[index];
    const text = source.textOf(item);
    const isSpaced = /^\s/u.test(this.#input.value.slice(end));
    this.#replace(start, end, isSpaced ? text : `${text} `);
    const after = start + text.length + 1;
    if (isSpaced) this.#input.setSelectionRange(after, after);
    source.taken(item);
    this.close();
  }

  #draw() {
    const { length } = this.#found;
    this.#list.hidden = length === 0;
    this.#list.replaceChildren(...this.#found.map((item, index) => this.#option(item, index)));
    if (length === 0) this.#input.removeAttribute("aria-activedescendant");
    else {
      label(this.#list, this.#run.source.name);
      this.#input.setAttribute("aria-activedescendant", `completion-${this.#chosen}`);
    }
    // A field of many lines may not be a combobox: that the menu is there is spoken instead.
    if (length !== this.#told) this.#say(length === 0 ? "" : this.#run.source.offer(length));
    this.#told = length;
  }

  #option(item, index) {
    const { source } = this.#run;
    const option = make("li", "completion-option");
    source.fill(option, item);
    option.id = `completion-${index}`;
    option.dataset.index = index;
    option.dataset.test = source.hook;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", String(index === this.#chosen));
    return option;
  }
}

/** The whole run in which the caret stands: {start, end, query}, or null. */
function runAround(source, text, caret) {
  const before = source.runBefore(text, caret);
  if (before === null) return null;
  let run = { ...before, end: caret };
  for (let end = caret + 1; end <= text.length; end++) {
    const longer = source.runBefore(text, end);
    if (longer?.start !== before.start) break;
    run = { ...longer, end };
  }
  return run;
}
