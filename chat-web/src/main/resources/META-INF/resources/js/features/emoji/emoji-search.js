import { foldText } from "../../lib/fold-text.js";

const SEPARATORS = /[^\p{L}\p{M}\p{N}]+/u;

/** By emoji: its name, shortcodes and other words as they are searched. */
const folded = new WeakMap();

/**
 * The emoji that answer to what was typed: all of its words begin words of the name, the shortcodes
 * or the tags. First comes the one with this shortcode, then whole names, those that begin with the
 * text, and those whose own words answer; else they are in Unicode's order.
 */
export function searchEmoji(all, typed) {
  const plain = typed.trim().replace(/^:|:$/g, "");
  const wanted = wordsOf(plain);
  if (wanted.length === 0) return all.filter(({ text }) => isSame(text, plain));
  const joined = wanted.join(" ");
  return all
    .map((emoji) => ({
      emoji,
      rank: emoji.codes.includes(plain) ? -1 : rank(foldedForm(emoji), wanted, joined),
    }))
    .filter((found) => found.rank !== null)
    .sort((a, b) => a.rank - b.rank)
    .map(({ emoji }) => emoji);
}

/** The emoji whose shortcode, or name with `_` between its words, is exactly this; null for none. */
export function emojiCalled(all, code) {
  const lower = code.toLowerCase();
  const byCode = all.find(({ codes }) => codes.includes(lower));
  if (byCode !== undefined) return byCode;
  const wanted = wordsOf(code).join(" ");
  if (wanted === "") return null;
  return all.find((emoji) => foldedForm(emoji).name === wanted) ?? null;
}

function rank({ name, codes, own, tags }, wanted, joined) {
  if (name === joined || codes.includes(joined)) return 0;
  if (name.startsWith(joined) || codes.some((code) => code.startsWith(joined))) return 1;
  if (wanted.every((word) => begins(own, word))) return 2;
  return wanted.every((word) => begins(own, word) || begins(tags, word)) ? 3 : null;
}

function begins(words, wanted) {
  return words.some((word) => word.startsWith(wanted));
}

function foldedForm(emoji) {
  let form = folded.get(emoji);
  if (form === undefined) {
    const name = wordsOf(emoji.name);
    const codes = emoji.codes.map((code) => wordsOf(code).join(" "));
    const own = [...name, ...codes.flatMap((code) => code.split(" "))];
    form = { name: name.join(" "), codes, own, tags: wordsOf(emoji.tags) };
    folded.set(emoji, form);
  }
  return form;
}

function wordsOf(text) {
  return foldText(text)
    .split(SEPARATORS)
    .filter((word) => word !== "");
}

function isSame(text, typed) {
  return typed !== "" && text.replaceAll("\ufe0f", "") === typed.replaceAll("\ufe0f", "");
}
