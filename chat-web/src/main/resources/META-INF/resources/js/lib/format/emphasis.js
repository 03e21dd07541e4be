import { MAX_DEPTH } from "./build.js";

const STYLES = { "~": "strike", "|": "spoiler" };

/**
 * Pairs the runs of marks of a paragraph, by the algorithm of CommonMark 0.31.2, appendix, "process
 * emphasis". Each run is looked at a bounded number of times: what is between a pair is dropped, and
 * no kind of run is looked for again before where none was found. A pair that would be a level too
 * many is text; the inner ones are found first.
 */
export class Emphasis {
  #work;
  #limit;
  #entries = [{ height: 0 }]; // runs, and brackets as {height}; each with the most levels right of it

  constructor(work, depth) {
    this.#work = work;
    this.#limit = MAX_DEPTH - depth;
  }

  add(run) {
    this.#entries.push(run);
  }

  takeBack() {
    this.#entries.pop();
  }

  /** Remembers a bracket: the place to pass to `enclose`. */
  mark() {
    this.#entries.push({ height: 0 });
    return this.#entries.length - 1;
  }

  /** Makes a link of what is behind a bracket; false if that is a level too many. */
  enclose(place) {
    const height = this.pair(place) + 1;
    if (height > this.#limit) return false;
    this.#entries.length = place;
    raise(this.#entries.at(-1), height);
    return true;
  }

  /** Pairs the runs behind a place, and returns how many levels there are. */
  pair(place) {
    const open = [{ height: this.#entries[place].height }];
    const floors = new Map(); // by kind of a closing run: before it there is none to open
    for (const run of this.#entries.splice(place + 1)) {
      this.#work.steps++;
      while (run.canClose && run.left > 0 && this.#close(open, floors, run));
      if (run.canOpen && run.left > 0) open.push(run);
      else raise(open.at(-1), run.height);
    }
    while (open.length > 1) raise(open.at(-2), open.pop().height);
    this.#entries[place].height = open[0].height;
    return open[0].height;
  }

  /** Pairs a closing run with the nearest that opens; whether there was one. */
  #close(open, floors, run) {
    const kind = `${run.mark}${run.canOpen}${run.length % 3}`;
    const floor = floors.get(kind) ?? 0;
    let index = open.length - 1;
    while (index > 0 && open[index].start >= floor && !isPair(open[index], run)) {
      this.#work.steps++;
      index--;
    }
    if (index === 0 || open[index].start < floor) {
      floors.set(kind, run.start);
      return false;
    }
    while (open.length - 1 > index) raise(open.at(-2), open.pop().height);
    const opener = open[index];
    if (opener.height >= this.#limit) {
      // What opens before it would be a level too many as well.
      while (open.length > 1) raise(open.at(-2), open.pop().height);
      return false;
    }
    this.#join(open, opener, run);
    return true;
  }

  #join(open, opener, run) {
    const isDouble = opener.left > 1 && run.left > 1;
    const style = STYLES[run.mark] ?? (isDouble ? "bold" : "italic");
    opener.opens.push(style);
    run.closes.push(style);
    opener.left -= isDouble ? 2 : 1;
    run.left -= isDouble ? 2 : 1;
    opener.height++;
    if (opener.left === 0) raise(open.at(-2), open.pop().height);
  }
}

function raise(entry, height) {
  entry.height = Math.max(entry.height, height);
}

/** Whether two runs match: the same mark, and by CommonMark's rule of three. */
function isPair(opener, closer) {
  if (opener.mark !== closer.mark || opener.left === 0) return false;
  if (!opener.canClose && !closer.canOpen) return true;
  const isThird = (opener.length + closer.length) % 3 === 0;
  return !isThird || (opener.length % 3 === 0 && closer.length % 3 === 0);
}
