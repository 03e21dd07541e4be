import { at, before, isDense, isSpace } from "../scripts.js";
import { runEnd } from "./markers.js";

const PUNCTUATION = /^[\p{P}\p{S}]$/u;

/**
 * The run of marks at `index`: {kind, mark, start, end, length, canOpen, canClose, …}, by the rules
 * of CommonMark 0.31.2, section 6.2. A letter of a script without spaces may stand where other
 * scripts need a space or punctuation. `closes` and `opens` take up what it closes, from left to
 * right, and opens, from right to left; `used` marks on either side are taken by them.
 */
export function runAt(text, index) {
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
  if (PUNCTUATION.test(c)) return "punctuation";
  return isDense(c) ? "dense" : "letter";
}
