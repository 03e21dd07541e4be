import { words } from "../../i18n/words.js";
import { isTouchKeyboard, part, setText } from "../../lib/dom.js";
import { beginText } from "../../lib/edit.js";
import { shorten } from "../../lib/graphemes.js";
import { onKey } from "../../lib/keys.js";
import { countCodePoints, sendable } from "../../lib/text.js";
import { confirmFirst } from "../../ui/confirm.js";
import { bindWritingAids } from "../composer/writing-aids.js";

const NEWER_LENGTH = 280;
const TALLEST_PX = 320;

/**
 * A message that is being edited, in its place. What was typed is kept in the store, so that it
 * outlives a reload; a newer text of the message is shown beside it.
 */
export class MessageEditor {
  #app;
  #refs = part("message-editor");
  #editing;

  /** @param editing `{room, seq, text, base_rev, newer?}` */
  constructor(app, editing) {
    this.#app = app;
    this.#editing = editing;
    const { root, input, cancel, menu } = this.#refs;
    bindWritingAids(app, this.#refs, sendable, () => {});
    // It has a place of its own, which may be out of sight.
    new ResizeObserver(() => menu.hidden || menu.scrollIntoView({ block: "nearest" })).observe(menu);
    beginText(input, app.editing.text);
    root.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    });
    cancel.addEventListener("click", () => this.#leave());
    input.addEventListener("input", () => {
      this.fit();
      this.#app.editing.typed(input.value);
    });
    onKey(input, (event) => !event.defaultPrevented && this.#pressed(event));
    this.update(editing);
  }

  get root() {
    return this.#refs.root;
  }

  focus() {
    const { input } = this.#refs;
    this.fit();
    input.focus({ preventScroll: true });
    input.setSelectionRange(input.value.length, input.value.length);
  }

  /** The message may have got another text meanwhile. */
  update(editing) {
    this.#editing = editing;
    const { newer } = this.#refs;
    newer.hidden = editing.newer === undefined;
    if (editing.newer !== undefined)
      setText(newer, words.newerText(shorten(editing.newer, NEWER_LENGTH)));
  }

  #pressed(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.#cancel();
    } else if (event.key === "Enter" && !event.shiftKey && !isTouchKeyboard()) {
      event.preventDefault();
      this.#save();
    }
  }

  #cancel() {
    if (this.#refs.input.value === this.#editing.text) {
      this.#leave();
      return;
    }
    confirmFirst({
      title: words.discardEdit,
      lead: words.discardEditLead,
      button: words.discard,
      test: "discard-edit",
      run: () => this.#leave(),
    });
  }

  #leave() {
    this.#app.editing.end();
  }

  #save() {
    const text = sendable(this.#refs.input.value);
    const left = this.#app.store.state.limits.max_text_length - countCodePoints(text);
    const isEmpty = text === "" && !this.#editing.hasFiles;
    if (isEmpty || left < 0) {
      this.#app.liveRegion.say(isEmpty ? words.emptyEdit : words.charactersLeft(left), "edit");
      return;
    }
    const { room, seq, base_rev } = this.#editing;
    if (text !== this.#editing.text) this.#app.commands.editMessage(room, { seq, text, base_rev });
    this.#leave();
  }

  /** As tall as its text, up to a bound. */
  fit() {
    const { input } = this.#refs;
    input.style.height = "auto";
    input.style.height = `${Math.min(TALLEST_PX, input.scrollHeight)}px`;
  }
}
