// How scripts put words and names together. The server has the same rules in chat.core.model: Scripts,
// NameMarks and UserName. Every function that takes a `c` takes one code point as a string; "" is the
// end of a text.

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

const SHORTEST_NAME = 2;
export const LONGEST_NAME = 32;
/** The most marks after one letter of a name: the Burmese name Kyaw has four, others five. */
const MOST_MARKS = 5;
/** The fillers of Hangul, which Unicode counts as letters, and two Khmer vowels that show nothing. */
const INVISIBLE = /[\u115f\u1160\u3164\uffa0\u17b4\u17b5]/;
/** The vowel marks of Arabic, which Unicode counts as common to several scripts. */
const TASHKEEL = /^[\u064b-\u0652\u0670]$/;
const ARABIC = /^\p{Script=Arabic}$/u;
const ENCLOSING = /^\p{Me}$/u;

/** Scripts that write vowels, tones or subjoined letters as marks, which their names may hold. */
const MARKED = [
  /^\p{Script=Hebrew}$/u,
  /^\p{Script=Arabic}$/u,
  /^\p{Script=Syriac}$/u,
  /^\p{Script=Thaana}$/u,
  /^\p{Script=Nko}$/u,
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
  /^\p{Script=Thai}$/u,
  /^\p{Script=Lao}$/u,
  /^\p{Script=Tibetan}$/u,
  /^\p{Script=Myanmar}$/u,
  /^\p{Script=Khmer}$/u,
  /^\p{Script=Tagalog}$/u,
  /^\p{Script=Limbu}$/u,
  /^\p{Script=Buginese}$/u,
  /^\p{Script=Tai_Tham}$/u,
  /^\p{Script=Tai_Viet}$/u,
  /^\p{Script=Balinese}$/u,
  /^\p{Script=Sundanese}$/u,
  /^\p{Script=Batak}$/u,
  /^\p{Script=Lepcha}$/u,
  /^\p{Script=Javanese}$/u,
  /^\p{Script=Cham}$/u,
  /^\p{Script=Meetei_Mayek}$/u,
  /^\p{Script=Saurashtra}$/u,
  /^\p{Script=Kayah_Li}$/u,
  /^\p{Script=Rejang}$/u,
  /^\p{Script=Syloti_Nagri}$/u,
  /^\p{Script=Chakma}$/u,
  /^\p{Script=Ahom}$/u,
  /^\p{Script=Newa}$/u,
  /^\p{Script=Adlam}$/u,
];

/** Whether a user may have this name, which is in its composed form (NFC). */
export function isUserName(name) {
  const letters = [...name];
  return (
    letters.length >= SHORTEST_NAME &&
    letters.length <= LONGEST_NAME &&
    !INVISIBLE.test(name) &&
    letters.every((c) => isNameCharacter(c) || isMark(c)) &&
    haveTheirMarks(letters)
  );
}

/** Whether every mark stands after a letter of its own script, which has few and none twice. */
function haveTheirMarks(letters) {
  let letter = "";
  let marks = [];
  for (const c of letters) {
    if (!isMark(c)) {
      letter = isLetter(c) ? c : "";
      marks = [];
    } else if (letter === "" || marks.length === MOST_MARKS || marks.includes(c) || !belongs(c, letter)) {
      return false;
    } else {
      marks.push(c);
    }
  }
  return true;
}

function belongs(mark, letter) {
  if (ENCLOSING.test(mark) || (isVowelSign(mark) && isVowelLetter(letter))) return false;
  if (TASHKEEL.test(mark)) return ARABIC.test(letter);
  return MARKED.some((script) => script.test(letter) && script.test(mark));
}

/**
 * The vowel letters of the scripts of India and Sri Lanka. A vowel sign after one looks like another
 * vowel letter. The blocks of India have 128 places in the same order.
 */
function isVowelLetter(c) {
  const point = c.codePointAt(0);
  if (point >= 0xd80 && point <= 0xdff) return point >= 0xd85 && point <= 0xd96;
  const place = point & 0x7f;
  return (
    isIndian(point) &&
    ((place >= 0x04 && place <= 0x14) || place === 0x60 || place === 0x61 || (place >= 0x72 && place <= 0x77))
  );
}

function isVowelSign(c) {
  const point = c.codePointAt(0);
  if (point >= 0xd80 && point <= 0xdff) return point >= 0xdcf;
  const place = point & 0x7f;
  return (
    isIndian(point) &&
    ((place >= 0x3a && place <= 0x4c && place !== 0x3c && place !== 0x3d) ||
      (place >= 0x4e && place <= 0x57 && place !== 0x50) ||
      place === 0x62 ||
      place === 0x63)
  );
}

function isIndian(point) {
  return point >= 0x900 && point <= 0xd7f;
}

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
