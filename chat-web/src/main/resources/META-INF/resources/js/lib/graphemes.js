import { locale } from "../i18n/language.js";

const ELLIPSIS = "\u2026";
/** No grapheme of ordinary text is longer than this, in UTF-16 units. */
const LONGEST = 64;

/** Null in browsers of before 2024, which cut between code points. */
const segmenter =
  Intl.Segmenter === undefined ? null : new Intl.Segmenter(locale, { granularity: "grapheme" });

/**
 * At most `length` UTF-16 units of a text, cut between characters as readers see them (grapheme
 * clusters), with an ellipsis where something was cut off.
 */
export function shorten(text, length) {
  return text.length <= length ? text : `${beginning(text, length).trimEnd()}${ELLIPSIS}`;
}

/** The longest beginning of whole grapheme clusters that has at most `length` UTF-16 units. */
export function beginning(text, length) {
  if (text.length <= length) return text;
  let end = 0;
  for (const { index, segment } of graphemes(text.slice(0, length + LONGEST))) {
    if (index + segment.length > length) break;
    end = index + segment.length;
  }
  // One cluster alone is longer: then between code points.
  return end > 0 || length === 0 ? text.slice(0, end) : codePoints(text, length);
}

/** The first grapheme cluster of a text. */
export function firstGrapheme(text) {
  for (const { segment } of graphemes(text.slice(0, LONGEST))) return segment;
  return "";
}

function graphemes(text) {
  if (segmenter !== null) return segmenter.segment(text);
  let index = 0;
  return [...text].map((segment) => {
    index += segment.length;
    return { index: index - segment.length, segment };
  });
}

function codePoints(text, length) {
  const isSplit = /[\ud800-\udbff]/.test(text[length - 1]);
  return text.slice(0, isSplit ? length - 1 : length);
}
