import { make } from "../../lib/dom.js";
import { parse } from "../../lib/format/parse.js";
import { before } from "../../lib/scripts.js";

/** Two letters at least, and no `-` first but in `-1`: `:D` and `:-D` are smileys. */
const BEGUN = /:(-1|[\p{L}\p{N}_+][\p{L}\p{M}\p{N}_+-]{1,63})$/u;
const COMPLETE = /:(-1|[\p{L}\p{N}_+][\p{L}\p{M}\p{N}_+-]{0,63}):$/u;
/** No run is longer, in UTF-16 units: no more of a long text is looked at. */
const LONGEST = 100;
/** Before a colon of a time, an address or another run. */
const JOINING = /[\p{L}\p{M}\p{N}_:/]/u;

/**
 * Offers emoji after `:` and two letters, and replaces a whole shortcode such as `:smile:`; never in
 * code. A source of a `CompletionMenu`. Names and search are loaded with the first letters.
 */
export class EmojiCompletion {
  hook = "emoji-option";
  onLoad = () => {};
  #storage;
  #isLoading = false;
  /** See `loadSuggestions`; null until they are loaded. */
  #suggestions = null;

  constructor(storage) {
    this.#storage = storage;
  }

  get name() {
    return this.#suggestions.name;
  }

  offer(count) {
    return this.#suggestions.offer(count);
  }

  runBefore(text, caret) {
    const run = runOf(BEGUN, text, caret);
    return run && { start: run.start, query: run.code };
  }

  find(query) {
    return this.#loaded()?.search(query) ?? [];
  }

  isWhole() {
    return false;
  }

  textOf(emoji) {
    return this.#suggestions.textOf(emoji);
  }

  taken(emoji) {
    this.#suggestions.remember(emoji);
  }

  replacement(text, caret) {
    const run = runOf(COMPLETE, text, caret);
    const emoji = run && (this.#loaded()?.called(run.code) ?? null);
    if (emoji === null) return null;
    this.taken(emoji);
    return { start: run.start, text: this.textOf(emoji) };
  }

  fill(option, emoji) {
    option.append(
      make("span", "emoji-option-sign", this.textOf(emoji)),
      make("bdi", "", emoji.name),
      make("span", "emoji-option-code", `:${emoji.codes[0]}:`),
    );
  }

  #loaded() {
    if (this.#suggestions === null && !this.#isLoading) this.#load();
    return this.#suggestions;
  }

  async #load() {
    this.#isLoading = true;
    try {
      const { loadSuggestions } = await import("./emoji-suggestions.js");
      this.#suggestions = await loadSuggestions(this.#storage);
      this.onLoad();
    } catch {
      // Out of reach: nothing is offered until the next letters.
    } finally {
      this.#isLoading = false;
    }
  }
}

/** The run before the caret, {start, code}, or null. */
function runOf(pattern, text, caret) {
  const found = pattern.exec(text.slice(Math.max(0, caret - LONGEST), caret));
  if (found === null) return null;
  const start = caret - found[0].length;
  if (JOINING.test(before(text, start)) || isInCode(text, start, caret)) return null;
  return { start, code: found[1] };
}

/** In code that ends behind the caret, or is not ended yet. */
function isInCode(text, start, caret) {
  if (!text.includes("`")) return false;
  const begun = `${text.slice(0, caret)}\``;
  return ![text, begun].every((each) => isProse(parse(each), start));
}

/** Whether a place is in prose: not in code, and not in an address. */
export function isProse(nodes, index) {
  return nodes.some(({ kind, start, text, children = [] }) =>
    kind === "text" ? index >= start && index < start + text.length : isProse(children, index),
  );
}
