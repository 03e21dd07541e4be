import { arrange } from "../lib/dom.js";

const MOST = 120;
const MARGIN = 40;

/**
 * A long list of rows of equal height of which only those near the eye are in the page; the space of
 * the others is kept. Short lists are there as a whole.
 */
export class VirtualList {
  #scroller;
  #list;
  #nodeFor;
  #atEnd;
  #drawn;
  #rows = [];
  #first = 0;

  /**
   * `nodeFor(row)` makes a row's element or finds it; `atEnd()` is called near the end,
   * `drawn()` when other rows are in the page.
   */
  constructor(scroller, list, { nodeFor, atEnd, drawn = () => {} }) {
    this.#scroller = scroller;
    this.#list = list;
    this.#nodeFor = nodeFor;
    this.#atEnd = atEnd;
    this.#drawn = drawn;
    scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
  }

  show(rows) {
    this.#rows = rows;
    this.#first = this.#wantedFirst();
    this.#draw();
  }

  get #rowHeight() {
    return this.#list.firstElementChild?.offsetHeight || 40;
  }

  #wantedFirst() {
    if (this.#rows.length <= MOST) return 0;
    const above = this.#scroller.scrollTop - this.#list.offsetTop;
    const wanted = Math.floor(above / this.#rowHeight) - MARGIN;
    return Math.max(0, Math.min(wanted, this.#rows.length - MOST));
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    if (scrollHeight - scrollTop - clientHeight < clientHeight) this.#atEnd();
    const first = this.#wantedFirst();
    const isWithin = Math.abs(first - this.#first) < MARGIN / 2;
    const isEdge = first === 0 || first === this.#rows.length - MOST;
    if (first === this.#first || (isWithin && !isEdge)) return;
    this.#first = first;
    this.#draw();
  }

  #draw() {
    const height = this.#rowHeight;
    const rows = this.#rows.slice(this.#first, this.#first + MOST);
    const nodes = rows.map((row, index) => {
      const node = this.#nodeFor(row);
      // Of a list that is here in part, readers by ear are told the whole.
      node.setAttribute("aria-posinset", String(this.#first + index + 1));
      node.setAttribute("aria-setsize", String(this.#rows.length));
      return node;
    });
    arrange(this.#list, nodes);
    this.#drawn();
    const below = this.#rows.length - this.#first - nodes.length;
    this.#list.style.paddingTop = `${this.#first * height}px`;
    this.#list.style.paddingBottom = `${below * height}px`;
  }
}
