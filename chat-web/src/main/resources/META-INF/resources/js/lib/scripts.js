// How scripts put words together. The server has the same rules in chat.core.model.Scripts. Every
// function takes one code point as a string; "" is the end of a text.

const DENSE_SCRIPTS = [
  "Han",
  "Hiragana",
  "Katakana",
  "Bopomofo",
  "Hangul",
  "Yi",
  "Nushu",
  "Tangut",
  "Thai",
  "Lao",
  "Khmer",
  "Myanmar",
  "Tai_Le",
  "New_Tai_Lue",
  "Tai_Tham",
  "Tai_Viet",
  "Ahom",
  "Tibetan",
  "Javanese",
  "Balinese",
];
const COMMON_JAPANESE = "\\u3006\\u30fc\\uff70";
const NAME = /^[\p{L}\p{Nd}_-]$/u;
const LETTER = /^\p{L}$/u;
const LETTER_OR_DIGIT = /^[\p{L}\p{Nd}]$/u;
const MARK = /^\p{M}$/u;
const SPACE = /^[\p{Z}\t-\r\x1c-\x1f]$/u;
const SCRIPTS = DENSE_SCRIPTS.map((name) => `\\p{Script=${name}}`).join("");
const DENSE = new RegExp(`^(?=[\\p{L}\\p{Nd}\\p{M}])[${SCRIPTS}${COMMON_JAPANESE}]$`, "u");

/** Scripts with letters that stand in names; which one a letter is of decides where a name ends. */
const KNOWN_SCRIPTS = [
  "Latin",
  "Greek",
  "Cyrillic",
  "Armenian",
  "Georgian",
  "Hebrew",
  "Arabic",
  "Devanagari",
  "Bengali",
  "Gurmukhi",
  "Gujarati",
  "Oriya",
  "Tamil",
  "Telugu",
  "Kannada",
  "Malayalam",
  "Sinhala",
  "Ethiopic",
  "Cherokee",
  "Mongolian",
  "Syriac",
  "Thaana",
  "Nko",
  "Tifinagh",
  "Canadian_Aboriginal",
  "Coptic",
  "Glagolitic",
  "Ol_Chiki",
  "Meetei_Mayek",
  "Sundanese",
  "Vai",
  "Adlam",
  "Osage",
  "Cham",
  "Limbu",
  "Buginese",
].map((name) => [name, new RegExp(`^\\p{Script=${name}}$`, "u")]);

/** A letter, digit or mark of a script written without spaces (or Hangul). */
export function isDense(c) {
  return c > "\x7f" && DENSE.test(c);
}

export function isMark(c) {
  return c > "\x7f" && MARK.test(c);
}

export function isLetter(c) {
  return LETTER.test(c);
}

export function isLetterOrDigit(c) {
  return LETTER_OR_DIGIT.test(c);
}

/** What a name may hold, beside marks. */
export function isNameCharacter(c) {
  return NAME.test(c);
}

export function isSpace(c) {
  return SPACE.test(c);
}

export function isAsciiLetterOrDigit(c) {
  return (c >= "a" && c <= "z") || (c >= "A" && c <= "Z") || isAsciiDigit(c);
}

export function isAsciiDigit(c) {
  return c >= "0" && c <= "9" && c.length === 1;
}

/** The name of a letter's script; null where it is of none that the page tells apart. */
export function scriptOf(c) {
  return KNOWN_SCRIPTS.find(([, pattern]) => pattern.test(c))?.[0] ?? null;
}

/** The code point that begins at `index`; "" past the end. */
export function at(text, index) {
  return index < text.length ? String.fromCodePoint(text.codePointAt(index)) : "";
}

/** The code point that ends at `index`; "" at the beginning. */
export function before(text, index) {
  if (index <= 0) return "";
  const low = text[index - 1];
  const isPair = index > 1 && /[\udc00-\udfff]/.test(low) && /[\ud800-\udbff]/.test(text[index - 2]);
  return isPair ? text.slice(index - 2, index) : low;
}
