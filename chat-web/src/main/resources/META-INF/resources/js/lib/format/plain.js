import { words } from "../../i18n/words.js";
import { parse } from "./parse.js";

// Formatted texts as one line of plain text, for quotes, notifications, search results and screen
// readers' announcements. What a spoiler hides stays hidden. A message of files alone says what they are.

const lines = new WeakMap();

/** The text of a message as one line without its formatting; what its files are when there is none. */
export function plainLine(message) {
  const { text } = message;
  const known = lines.get(message);
  if (known?.text === text) return known.line;
  // Of an empty code block nothing is left.
  const line = plainText(parse(text)) || text || filesLine(message.files);
  lines.set(message, { text, line });
  return line;
}

/** What files are, in a few words: "Picture: a cat", "3 files", or the name of one. */
export function filesLine(files = []) {
  const count = files.length;
  if (count > 1)
    return files.every(isPicture) ? words.attachedPictures(count) : words.attachedFiles(count);
  return files.map(lineOf).join("");
}

function lineOf({ type, name, alt }) {
  const kind = words.attached[type.split("/")[0]];
  if (kind === undefined) return name;
  return alt ? `${kind}: ${alt}` : kind;
}

/** The server says `image` only of what it has recognised as a picture that browsers show. */
export function isPicture({ type }) {
  return type.startsWith("image/");
}

/**
 * @param nodes of `parse`
 * @param hidden what to write for a spoiler
 */
export function plainText(nodes, hidden = words.hiddenSpoiler) {
  const line = new Line("");
  addAll(line, nodes, hidden);
  return line.text.trimEnd();
}

/**
 * A text as plain text, with the marks, [{start, end}] in UTF-16 units, where they are in that. Marks
 * in what is not shown are left out.
 */
export function plainWithMarks(text, marks, hidden = words.hiddenSpoiler) {
  const line = new Line(text);
  addAll(line, parse(text), hidden);
  const moved = marks.map(({ start, end }) => ({
    start: line.sources.findIndex((index) => index >= start && index < end),
    end: line.sources.findLastIndex((index) => index >= start && index < end) + 1,
  }));
  return { text: line.text, marks: moved.filter(({ start }) => start >= 0) };
}

/** Collects a line: each run of white space is a space, and there is none at the beginning. */
class Line {
  /** Where each unit stands in the source; -1 for what does not. */
  sources = [];
  #units = [];
  #source;
  #reached = 0;

  constructor(source) {
    this.#source = source;
  }

  get text() {
    return this.#units.join("");
  }

  /** Adds what is shown of the source, from `start` if that is known. */
  add(text, start = null) {
    if (start !== null) this.#reached = start;
    for (const unit of text.split("")) {
      const index = this.#source.indexOf(unit, this.#reached);
      if (index >= 0) this.#reached = index + 1;
      this.#put(unit, index);
    }
  }

  insert(text) {
    for (const unit of text.split("")) this.#put(unit, -1);
  }

  #put(unit, source) {
    const isSpace = /\s/.test(unit);
    if (isSpace && (this.#units.length === 0 || this.#units.at(-1) === " ")) return;
    this.#units.push(isSpace ? " " : unit);
    this.sources.push(source);
  }
}

function addAll(line, nodes, hidden) {
  for (const node of nodes) add(line, node, hidden);
}

function add(line, node, hidden) {
  switch (node.kind) {
    case "text":
    case "url":
      line.add(node.text, node.start);
      break;
    case "code":
      line.add(node.text);
      break;
    case "block":
      line.insert("\n");
      line.add(node.text);
      line.insert("\n");
      break;
    case "spoiler":
      line.insert(hidden);
      break;
    case "quote":
      line.insert("\n");
      addAll(line, node.children, hidden);
      line.insert("\n");
      break;
    case "list":
      node.children.forEach((item, index) => {
        line.insert(node.start === null ? "\n\u2022 " : `\n${node.start + index}. `);
        addAll(line, item.children, hidden);
      });
      line.insert("\n");
      break;
    default:
      addAll(line, node.children, hidden);
  }
}
