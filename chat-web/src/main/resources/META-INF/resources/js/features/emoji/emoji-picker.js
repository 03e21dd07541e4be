import { words } from "../../i18n/words.js";
import { onKey } from "../../lib/keys.js";
import { NARROW } from "../../lib/widths.js";
import { rememberEmoji, recentEmoji, skinTone } from "./emoji-choice.js";
import { loadEmoji, nameOf, withTone } from "./emoji-data.js";
import { EmojiGrid } from "./emoji-grid.js";
import { searchEmoji } from "./emoji-search.js";
import { pickerParts } from "./picker-parts.js";

const GAP_PX = 8;
const MOST_FOUND = 180;
const FEWEST_COLUMNS = 4;

/**
 * Lets a person choose one emoji: beside `anchor`, or at the lower edge of a narrow page. Then calls
 * `onPick(text)` if one was chosen, and `onClose()`; the picker has closed by then, and the focus is
 * back at `anchor`.
 */
export async function openEmojiPicker(app, { anchor, onPick, onClose = () => {} }) {
  const text = await new EmojiPicker(app, anchor).choose();
  if (anchor.isConnected) anchor.focus({ preventScroll: true });
  if (text !== null) {
    rememberEmoji(app.storage, text);
    onPick(text);
  }
  onClose();
}

/** The dialog; used once. */
class EmojiPicker {
  #app;
  #anchor;
  /** Where the anchor was last seen: what shows it may hide it when the focus leaves. */
  #beside;
  #refs;
  #grid;
  #data = null;
  #columns = 0;
  #chosen = null;

  constructor(app, anchor) {
    this.#app = app;
    this.#anchor = anchor;
    this.#beside = anchor.getBoundingClientRect();
    this.#refs = pickerParts(app.storage, {
      onTone: () => this.#draw(true),
      onGroup: (group) => this.#goTo(group),
    });
    const { root, search, list } = this.#refs;
    this.#grid = new EmojiGrid(list, {
      onPick: (choice) => this.#pick(choice),
      onFocus: (choice) => this.#preview(choice),
      onLeave: () => search.focus(),
    });
    search.addEventListener("input", () => this.#draw());
    onKey(search, (event) => this.#pressed(event));
    root.addEventListener("pointerdown", ({ target }) => target === root && root.close());
  }

  /** Resolves to the emoji; null for none. */
  async choose() {
    const { root, list } = this.#refs;
    const closed = new Promise((resolve) => root.addEventListener("close", () => resolve()));
    const place = () => this.#place();
    const fit = new ResizeObserver(() => this.#fit());
    document.body.append(root);
    root.showModal();
    place();
    addEventListener("resize", place);
    fit.observe(list);
    const data = await Promise.race([loadEmoji().catch(() => null), closed]);
    if (data === null) this.#app.toasts.show(words.unreachable);
    else if (data !== undefined) {
      this.#show(data);
      await closed;
    }
    removeEventListener("resize", place);
    fit.disconnect();
    root.close();
    root.remove();
    return this.#chosen;
  }

  #show(data) {
    this.#data = data;
    this.#refs.showTones(data.tones);
    this.#refs.root.setAttribute("aria-busy", "false");
    this.#draw();
  }

  #pick({ text }) {
    this.#chosen = text;
    this.#refs.root.close();
  }

  #pressed(event) {
    if (event.key === "ArrowDown") this.#grid.focus();
    else if (event.key === "Enter") {
      if (event.target.value.trim() !== "") this.#grid.pickFirst();
    } else return;
    event.preventDefault();
  }

  #goTo(group) {
    if (this.#data === null) return;
    if (this.#refs.search.value !== "") {
      this.#refs.search.value = "";
      this.#draw();
    }
    this.#grid.goTo(group);
  }

  /** `keepPlace` where the same emoji are drawn again in another way. */
  #draw(keepPlace = false) {
    if (this.#data === null) return;
    const query = this.#refs.search.value;
    const isSearch = query.trim() !== "";
    const sections = isSearch ? this.#found(query) : this.#all();
    this.#columns = this.#fitting();
    this.#grid.show(sections, this.#columns, keepPlace);
    this.#refs.say(isSearch ? words.emojiFound(sections[0]?.choices.length ?? 0) : "");
    this.#refs.root.classList.toggle("is-empty", sections.length === 0);
  }

  #all() {
    const recent = recentEmoji(this.#app.storage)
      .map((text) => ({ text, name: nameOf(this.#data, text) }))
      .filter(({ name }) => name !== null);
    const groups = this.#data.groups.map(({ group, emoji }) => ({
      id: group,
      name: words.emojiGroups[group],
      choices: emoji.map((each) => this.#choice(each)),
    }));
    if (recent.length === 0) return groups;
    return [{ id: "recent", name: words.emojiRecent, choices: recent }, ...groups];
  }

  #found(query) {
    const found = searchEmoji(this.#data.all, query).slice(0, MOST_FOUND);
    const choices = found.map((each) => this.#choice(each));
    return found.length === 0 ? [] : [{ id: "found", name: words.emojiResults, choices }];
  }

  #choice(emoji) {
    const text = withTone(emoji, skinTone(this.#app.storage));
    return { text, name: nameOf(this.#data, text), code: emoji.codes[0] };
  }

  #preview({ text, name, code }) {
    this.#refs.showPreview(text, name, code);
  }

  #fit() {
    if (this.#data !== null && this.#columns !== this.#fitting()) this.#draw(true);
  }

  #fitting() {
    const { list, probe } = this.#refs;
    return Math.max(FEWEST_COLUMNS, Math.floor(list.clientWidth / probe.offsetWidth));
  }

  /** Above the anchor where there is the height for it, else below; never beyond the page. */
  #place() {
    const { root } = this.#refs;
    root.style.removeProperty("left");
    root.style.removeProperty("top");
    if (matchMedia(NARROW).matches) return;
    const seen = this.#anchor.getBoundingClientRect();
    if (seen.width > 0) this.#beside = seen;
    const { top, bottom, right } = this.#beside;
    const { width, height } = root.getBoundingClientRect();
    const above = top - GAP_PX - height;
    root.style.left = `${within(right - width, innerWidth - width)}px`;
    root.style.top = `${within(above < GAP_PX ? bottom + GAP_PX : above, innerHeight - height)}px`;
  }
}

function within(place, most) {
  return Math.max(GAP_PX, Math.min(place, most - GAP_PX));
}
