import { parse } from "../../lib/format/parse.js";
import { markedText } from "../../lib/rich/marked.js";
import { isProse } from "../emoji/emoji-completion.js";

/**
 * What formatted text becomes that is pasted over a part of a text; null where it is plain text: it has
 * no formatting, or stands in code.
 */
export function pastedText(text, { start, end, html, plain }) {
  const made = isInCode(text, start) ? null : markedText(html, plain);
  if (made === null) return null;
  const isLineBegun = start > 0 && text[start - 1] !== "\n";
  const goesOn = end < text.length && text[end] !== "\n";
  return `${made.beginsBlock && isLineBegun ? "\n" : ""}${made.text}${made.endsBlock && goesOn ? "\n" : ""}`;
}

function isInCode(text, caret) {
  return !isProse(parse(`${text.slice(0, caret)}x${text.slice(caret)}`), caret);
}
