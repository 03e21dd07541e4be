import { make, scrollWithin } from "../../lib/dom.js";
import { onKey } from "../../lib/keys.js";

const ROWS_OF_A_PAGE = 5;

/**
 * Emoji in sections of rows, with one tab stop: arrows move by cells and rows and from one section
 * to the next, Home and End within a row, with Ctrl to the first and last emoji, PageUp and PageDown
 * by several rows. Enter, Space or a click picks.
 */
export class EmojiGrid {
  #root;
  #onPick;
  #onFocus;
  #onLeave;
  /** Cells by rows, over all sections. */
  #rows = [];
  #choices = new Map();
  #stop = null;

  /**
   * `onPick(choice)`; `onFocus(choice)` for the one under the pointer or with the focus; `onLeave(event)`
   * for ArrowUp in the first row, and for a letter, which begins a search.
   */
  constructor(root, { onPick, onFocus, onLeave }) {
    this.#root = root;
    this.#onPick = onPick;
    this.#onFocus = onFocus;
    this.#onLeave = onLeave;
    root.addEventListener("click", ({ target }) => this.#pick(cellOf(target)));
    root.addEventListener("focusin", ({ target }) => this.#entered(cellOf(target)));
    root.addEventListener("pointerover", ({ target }) => {
      const cell = cellOf(target);
      if (cell !== null) onFocus(this.#choices.get(cell));
    });
    onKey(root, (event) => this.#pressed(event));
  }

  /**
   * Shows `sections`, each {id, name, choices: [{text, name}]}, in rows of so many `columns`. With
   * `keepPlace` these are as many emoji as before: scrolling and focus stay where they are.
   */
  show(sections, columns, keepPlace = false) {
    const before = keepPlace ? this.#rows.flat().indexOf(this.#stop) : 0;
    const hadFocus = this.#root.contains(document.activeElement);
    const { scrollTop } = this.#root;
    this.#rows = [];
    this.#choices = new Map();
    this.#root.style.setProperty("--columns", columns);
    this.#root.replaceChildren(...sections.map((section) => this.#section(section, columns)));
    this.#root.scrollTop = keepPlace ? scrollTop : 0;
    this.#stop = null;
    this.#stopAt(this.#rows.flat()[before] ?? null);
    if (hadFocus) this.#focus(this.#stop);
  }

  /** Picks the first emoji, if there is one. */
  pickFirst() {
    this.#pick(this.#rows[0]?.[0] ?? null);
  }

  /** Moves the focus to the first emoji. */
  focus() {
    this.#focus(this.#rows[0]?.[0]);
  }

  /** Brings a section to the top of what is in sight, and its first emoji to the focus. */
  goTo(id) {
    const section = this.#root.querySelector(`[data-section="${id}"]`);
    if (section === null) return;
    this.#focus(section.querySelector("[role=gridcell]"));
    this.#root.scrollTop += section.getBoundingClientRect().top - this.#root.getBoundingClientRect().top;
  }

  #section({ id, name, choices }, columns) {
    const section = make("section", "emoji-section");
    const title = make("h3", "emoji-section-name", name);
    title.id = `emoji-section-${id}`;
    const grid = make("div", "emoji-rows");
    grid.setAttribute("role", "grid");
    grid.setAttribute("aria-labelledby", title.id);
    section.dataset.section = id;
    section.style.setProperty("--rows", Math.ceil(choices.length / columns));
    for (let at = 0; at < choices.length; at += columns)
      grid.append(this.#row(choices.slice(at, at + columns)));
    section.append(title, grid);
    return section;
  }

  #row(choices) {
    const row = make("div", "emoji-row");
    row.setAttribute("role", "row");
    const cells = choices.map((choice) => {
      const cell = make("span", "emoji-cell", choice.text);
      cell.setAttribute("role", "gridcell");
      cell.setAttribute("aria-label", choice.name);
      cell.dataset.test = "emoji-cell";
      cell.tabIndex = -1;
      this.#choices.set(cell, choice);
      return cell;
    });
    this.#rows.push(cells);
    row.append(...cells);
    return row;
  }

  #entered(cell) {
    if (cell === null) return;
    this.#stopAt(cell);
    this.#onFocus(this.#choices.get(cell));
  }

  #stopAt(cell) {
    if (this.#stop !== null) this.#stop.tabIndex = -1;
    if (cell !== null) cell.tabIndex = 0;
    this.#stop = cell;
  }

  #pick(cell) {
    if (cell !== null) this.#onPick(this.#choices.get(cell));
  }

  #pressed(event) {
    const { key, ctrlKey, metaKey, altKey } = event;
    const cell = cellOf(event.target);
    if (cell === null || metaKey || altKey) return;
    if (key === "Enter" || key === " ") this.#pick(cell);
    else if (isLetter(event)) {
      this.#onLeave(event); // which then is typed there
      return;
    } else {
      const [row, column] = this.#placeOf(cell);
      if (key === "ArrowUp" && row === 0) this.#onLeave(event);
      else if (!this.#move(key, ctrlKey, row, column)) return;
    }
    event.preventDefault();
  }

  #move(key, ctrlKey, row, column) {
    const last = this.#rows.length - 1;
    const width = this.#rows[row].length;
    const target = {
      ArrowLeft: () => (column > 0 ? [row, column - 1] : [row - 1, Infinity]),
      ArrowRight: () => (column < width - 1 ? [row, column + 1] : [row + 1, 0]),
      ArrowUp: () => [row - 1, column],
      ArrowDown: () => [row + 1, column],
      PageUp: () => [Math.max(0, row - ROWS_OF_A_PAGE), column],
      PageDown: () => [Math.min(last, row + ROWS_OF_A_PAGE), column],
      Home: () => (ctrlKey ? [0, 0] : [row, 0]),
      End: () => (ctrlKey ? [last, Infinity] : [row, Infinity]),
    }[key]?.();
    if (target === undefined || (ctrlKey && key !== "Home" && key !== "End")) return false;
    const cells = this.#rows[target[0]];
    if (cells !== undefined) this.#focus(cells[Math.min(target[1], cells.length - 1)]);
    return true;
  }

  #placeOf(cell) {
    const row = this.#rows.findIndex((cells) => cells.includes(cell));
    return [row, this.#rows[row].indexOf(cell)];
  }

  #focus(cell) {
    if (cell === undefined || cell === null) return;
    cell.focus({ preventScroll: true });
    scrollWithin(this.#root, cell);
  }
}

function cellOf(target) {
  return target.closest("[role=gridcell]");
}

function isLetter({ key, ctrlKey }) {
  return !ctrlKey && [...key].length === 1 && key !== " ";
}
