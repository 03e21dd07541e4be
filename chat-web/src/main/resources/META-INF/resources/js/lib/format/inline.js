import { linkAt, MAX_LENGTH } from "../linkify.js";
import { at, before, isDense, isSpace } from "../scripts.js";
import { buildInline } from "./build.js";
import { Emphasis } from "./emphasis.js";
import { runEnd } from "./lines.js";
import { targetAt } from "./link-target.js";

// The inline constructs of a paragraph: one scan from left to right makes tokens, of which code,
// escapes, links and addresses are whole at once, and runs of emphasis are paired afterwards.

const SPECIAL = /[\\`*_~|[\]@]|https?:\/\/|www\./gi;
const PUNCTUATION = /^[!-/:-@[-`{-~\uff20]$/;
/** The one face that people write with a backslash for an arm. */
const SHRUG = "\\_(\u30c4)_/\u00af";

/** Adds the nodes of a paragraph, which has `depth` levels around it. */
export function readInline(work, lines, depth, nodes) {
  const parts = partsOf(lines);
  const [{ start }] = lines;
  const text =
    parts.length === 1
      ? work.text.slice(start, lines.at(-1).end)
      : lines.map((line) => work.text.slice(line.start, line.end)).join("\n");
  const { tokens, emphasis } = new Scan(work, text, depth).run();
  emphasis.pair(0);
  buildInline(work, text, parts, tokens, nodes);
}

/** Where parts of the joined lines stand in the whole text: [{from, start}]. */
function partsOf(lines) {
  const parts = [];
  let from = 0;
  let end = -1;
  for (const line of lines) {
    if (parts.length === 0 || line.start !== end + 1) parts.push({ from, start: line.start });
    from += line.end - line.start + 1;
    end = line.end;
  }
  return parts;
}

class Scan {
  #work;
  #text;
  #tokens = [];
  #emphasis;
  #brackets = []; // {token, index}: the opening brackets of what may be a link
  #open = { "*": 0, _: 0, "~": 0, "|": 0 }; // how many runs of each mark may still be closed
  #floor = 0; // what stands before it is taken
  #lastRuns = null;

  constructor(work, text, depth) {
    this.#work = work;
    this.#text = text;
    this.#emphasis = new Emphasis(work, depth);
  }

  run() {
    for (let index = 0; index < this.#text.length;) {
      SPECIAL.lastIndex = index;
      const found = SPECIAL.exec(this.#text);
      if (found === null) break;
      this.#work.steps++;
      index = this.#read(found.index);
    }
    return { tokens: this.#tokens, emphasis: this.#emphasis };
  }

  /** Reads what begins at `index`, and returns where to go on. */
  #read(index) {
    switch (this.#text[index]) {
      case "\\":
        return this.#readEscape(index);
      case "`":
        return this.#readCode(index);
      case "[":
        return this.#openBracket(index);
      case "]":
        return this.#closeBracket(index);
      case "*":
      case "_":
      case "~":
      case "|":
        return this.#readRun(index);
      default:
        return this.#readAddress(index);
    }
  }

  #readEscape(index) {
    if (!PUNCTUATION.test(this.#text[index + 1] ?? "")) return index + 1;
    if (this.#text[index - 1] === "\u00af" && this.#text.startsWith(SHRUG, index))
      return index + SHRUG.length;
    this.#tokens.push({ kind: "escape", start: index, end: index + 1 });
    return index + 2;
  }

  #readCode(index) {
    const text = this.#text;
    const inner = runEnd(text, index, text.length, "`");
    const ticks = inner - index;
    if (this.#lastRun(ticks) < inner) return inner;
    for (let at = text.indexOf("`", inner); at >= 0;) {
      const end = runEnd(text, at, text.length, "`");
      this.#work.steps++;
      if (end - at === ticks) {
        const code = spanText(text.slice(inner, at));
        this.#tokens.push({ kind: "code", start: index, end, text: code });
        return (this.#floor = end);
      }
      at = text.indexOf("`", end);
    }
    return inner;
  }

  /** Where the last run of as many backticks begins; without it each run would look to the end. */
  #lastRun(ticks) {
    if (this.#lastRuns === null) {
      this.#lastRuns = new Map();
      for (const { 0: run, index } of this.#text.matchAll(/`+/g)) this.#lastRuns.set(run.length, index);
    }
    return this.#lastRuns.get(ticks) ?? -1;
  }

  #openBracket(index) {
    const token = { kind: "open", start: index, end: index + 1, isLink: false };
    this.#brackets.push({ token, place: this.#emphasis.mark() });
    this.#tokens.push(token);
    return index + 1;
  }

  #closeBracket(index) {
    const bracket = this.#brackets.pop();
    const target = bracket === undefined ? null : targetAt(this.#work, this.#text, index + 1);
    if (target === null || !this.#emphasis.enclose(bracket.place)) return index + 1;
    bracket.token.isLink = true;
    bracket.token.target = target;
    this.#tokens.push({ kind: "close", start: index, end: target.end });
    this.#brackets = []; // a link has no link around it
    return (this.#floor = target.end);
  }

  #readRun(index) {
    const run = runAt(this.#text, index);
    const { mark, length, canOpen, canClose } = run;
    if ((mark === "~" || mark === "|") && length !== 2) return run.end;
    run.change = canClose && this.#open[mark] > 0 ? -1 : canOpen ? 1 : 0;
    this.#open[mark] += run.change;
    if (canOpen || canClose) {
      this.#tokens.push(run);
      this.#emphasis.add(run);
    }
    return run.end;
  }

  #readAddress(index) {
    const last = this.#tokens.at(-1);
    const link = linkAt(this.#text, index, this.#floor, {
      marks: Object.keys(this.#open).filter((mark) => this.#open[mark] > 0).join(""),
      isBracketed: this.#brackets.length > 0,
      isFresh: last?.kind === "run" && last.canOpen && last.end === index,
    });
    if (link === null) return index + 1;
    this.#work.steps += link.end - link.start;
    while (this.#tokens.length > 0 && this.#tokens.at(-1).start >= link.start) this.#takeBack();
    if (link.end - link.start <= MAX_LENGTH)
      this.#tokens.push({ kind: "url", start: link.start, end: link.end });
    return (this.#floor = link.end);
  }

  /** Takes back a run of marks that is part of an e-mail address. */
  #takeBack() {
    const run = this.#tokens.pop();
    this.#open[run.mark] -= run.change;
    this.#emphasis.takeBack();
  }
}

/** A space at both ends keeps backticks apart. */
function spanText(text) {
  const isApart = /^[ \n][^]*[ \n]$/.test(text) && /[^ \n]/.test(text);
  return isApart ? text.slice(1, -1) : text;
}

const PUNCTUATION_OR_SYMBOL = /^[\p{P}\p{S}]$/u;

/**
 * The run of marks at `index`: {kind, mark, start, end, length, canOpen, canClose, …}, by the rules
 * of CommonMark 0.31.2, section 6.2. A letter of a script without spaces may stand where other
 * scripts need a space or punctuation. `closes` and `opens` take up what it closes, from left to
 * right, and opens, from right to left; `used` marks on either side are taken by them.
 */
function runAt(text, index) {
  const mark = text[index];
  const end = runEnd(text, index, text.length, mark);
  const previous = kindOf(before(text, index));
  const next = kindOf(at(text, end));
  const isLeft = next !== "space" && (next !== "punctuation" || previous !== "letter");
  const isRight = previous !== "space" && (previous !== "punctuation" || next !== "letter");
  const isWord = mark === "_";
  return {
    kind: "run",
    mark,
    start: index,
    end,
    length: end - index,
    left: end - index,
    canOpen: isLeft && (!isWord || !isRight || previous === "punctuation"),
    canClose: isRight && (!isWord || !isLeft || next === "punctuation"),
    closes: [],
    opens: [],
    height: 0,
  };
}

function kindOf(c) {
  if (c === "" || isSpace(c)) return "space";
  if (PUNCTUATION_OR_SYMBOL.test(c)) return "punctuation";
  return isDense(c) ? "dense" : "letter";
}
