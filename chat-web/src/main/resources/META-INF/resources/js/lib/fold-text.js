import { isDense, isMark } from "./scripts.js";

// How people find things: names, rooms and messages are compared without case, accents, strokes,
// ligatures, vowel marks and widths. The server has the same rule, with the reasons, in
// chat.core.search.Folding; conformance/text.tsv of chat-core holds the two together.

const LETTERS = new Map(
  (
    "\u00f8o \u0142l \u0111d \u0127h \u0167t \u0180b \u0268i \u0289u \u0275o \u01b6z \u01e5g" +
    " \u0249j \u024dr \u024fy \u0247e \u023cc \u019al \u2c65a \u2c66t \u0253b \u0256d" +
    " \u0257d \u0192f \u0260g \u0199k \u014bn \u0272n \u01a5p \u01adt \u028bv \u01b4y" +
    " \u00f0d \u00feth \u00e6ae \u0153oe \u0131i \u0237j \u0259e \u025be \u0254o \u0263g" +
    " \u0269i \u028au" +
    " \u03c2\u03c3 \u0491\u0433" +
    " \u0671\u0627 \u0649\u064a \u06cc\u064a \u06a9\u0643 \u0629\u0647 \u06c1\u0647" +
    " \u06be\u0647 \u06d5\u0647"
  )
    .split(" ")
    .map((pair) => [pair[0], pair.slice(1)]),
);
const DROPPED =
  /[\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/gu;
const ASCII = /^[\x00-\x7f]*$/;
const BEYOND_ASCII = /[^\x00-\x7f]/gu;
const WORD = /[\p{L}\p{Nd}\p{Nl}\p{No}]/u;
const SYMBOL = /\p{So}/u;

/** The form in which people look for a text. */
export function foldText(text) {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize("NFKD")
    .replace(DROPPED, "")
    .replace(BEYOND_ASCII, (c) => LETTERS.get(c) ?? c)
    .normalize("NFKC");
}

/** The words of a text, folded: runs of letters, digits and marks of one kind, and symbols. */
export function foldedWords(text) {
  const words = [];
  let kind = "";
  let run = "";
  const end = () => {
    const word = [...foldText(run)].filter((c) => isMark(c) || kindOf(c) !== "").join("");
    if (word !== "") words.push(word);
    run = "";
  };
  for (const c of text.normalize("NFC")) {
    const goesOn = run !== "" && kind !== "symbol" && isMark(c);
    const own = goesOn ? kind : kindOf(c);
    if (own !== kind || own === "symbol") end();
    kind = own;
    if (kind !== "") run += c;
  }
  end();
  return words;
}

function kindOf(c) {
  if (isDense(c)) return "dense";
  if (WORD.test(c)) return "letter";
  return c > "\x7f" && SYMBOL.test(c) ? "symbol" : "";
}

/**
 * How well a name answers to what was typed, as a function of the name: 0 where it begins with it, 1
 * where it holds it, 2 where each of its words begins a word of the name, and null where it does
 * not. Nothing typed is answered by every name.
 */
export function finder(typed) {
  const wanted = foldText(typed.trim());
  const words = foldedWords(typed);
  return (name) => {
    const folded = foldText(name);
    if (folded.startsWith(wanted)) return 0;
    if (folded.includes(wanted)) return 1;
    const own = foldedWords(name);
    const isFound = words.length > 0 && words.every((word) => own.some((it) => it.startsWith(word)));
    return isFound ? 2 : null;
  };
}

/** The form under which two names of users or rooms are the same, as the server compares them. */
export function foldName(name) {
  return name.normalize("NFKC").toLowerCase().toUpperCase().toLowerCase();
}
