// How scripts put words together. The server has the same rules in chat.core.model.Scripts. Every
// function takes one code point as a string; "" is the end of a text.

const NAME = /^[\p{L}\p{Nd}_-]$/u;
const LETTER = /^\p{L}$/u;
const LETTER_OR_DIGIT = /^[\p{L}\p{Nd}]$/u;
const MARK = /^\p{M}$/u;
const SPACE = /^[\p{Z}\t-\r\x1c-\x1f]$/u;
const DENSE =
  /^(?=[\p{L}\p{Nd}\p{M}])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}\p{Script=Yi}\p{Script=Nushu}\p{Script=Tangut}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tai_Le}\p{Script=New_Tai_Lue}\p{Script=Tai_Tham}\p{Script=Tai_Viet}\p{Script=Ahom}\p{Script=Tibetan}\p{Script=Javanese}\p{Script=Balinese}\u3006\u30fc\uff70]$/u;

/** Scripts whose words stand between spaces; which one a letter is of decides where a name ends. */
const SPACED = [
  /^\p{Script=Latin}$/u,
  /^\p{Script=Greek}$/u,
  /^\p{Script=Cyrillic}$/u,
  /^\p{Script=Armenian}$/u,
  /^\p{Script=Georgian}$/u,
  /^\p{Script=Hebrew}$/u,
  /^\p{Script=Arabic}$/u,
  /^\p{Script=Devanagari}$/u,
  /^\p{Script=Bengali}$/u,
  /^\p{Script=Gurmukhi}$/u,
  /^\p{Script=Gujarati}$/u,
  /^\p{Script=Oriya}$/u,
  /^\p{Script=Tamil}$/u,
  /^\p{Script=Telugu}$/u,
  /^\p{Script=Kannada}$/u,
  /^\p{Script=Malayalam}$/u,
  /^\p{Script=Sinhala}$/u,
  /^\p{Script=Ethiopic}$/u,
  /^\p{Script=Cherokee}$/u,
  /^\p{Script=Mongolian}$/u,
  /^\p{Script=Syriac}$/u,
  /^\p{Script=Thaana}$/u,
  /^\p{Script=Nko}$/u,
  /^\p{Script=Tifinagh}$/u,
  /^\p{Script=Canadian_Aboriginal}$/u,
  /^\p{Script=Coptic}$/u,
  /^\p{Script=Glagolitic}$/u,
  /^\p{Script=Ol_Chiki}$/u,
  /^\p{Script=Meetei_Mayek}$/u,
  /^\p{Script=Sundanese}$/u,
  /^\p{Script=Vai}$/u,
  /^\p{Script=Adlam}$/u,
  /^\p{Script=Osage}$/u,
  /^\p{Script=Cham}$/u,
  /^\p{Script=Limbu}$/u,
  /^\p{Script=Buginese}$/u,
];

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

/** A value that is the same for letters of one script; null for those of none that is told apart. */
export function scriptOf(c) {
  return SPACED.find((pattern) => pattern.test(c)) ?? null;
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
