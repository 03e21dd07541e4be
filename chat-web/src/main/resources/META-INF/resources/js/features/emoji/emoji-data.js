import { language } from "../../i18n/language.js";
import { isDrawable } from "./drawable.js";

// Names and words to find emoji by, one file for each language of the page, made from CLDR by
// chat.server.emoji.PageEmoji, which describes its format. Loaded on first use.

const FLAG = /^[\u{1f1e6}-\u{1f1ff}]{2}$/u;
const LETTER_A = 0x1f1e6;
const TONES = /[\u{1f3fb}-\u{1f3ff}]/gu;

let loading = null;

/**
 * The emoji in the page's language that the device can draw, see `parseEmoji`. Rejects when the file
 * cannot be loaded.
 */
export function loadEmoji() {
  loading ??= load().catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function load() {
  const response = await fetch(new URL(`../../../emoji/${language}.txt`, import.meta.url));
  if (!response.ok) throw new Error(`emoji: HTTP ${response.status}`);
  return parseEmoji(await response.text(), ({ version }) => isDrawable(version));
}

/**
 * {tones, groups, all, byText}: the names of the skin tones from light to dark; {group, emoji} for
 * each of Unicode's groups; the emoji of all groups, in Unicode's order; and the same for `nameOf`.
 * An emoji is {text, pattern, version, name, codes, tags}: `pattern` is for `withTone`, `codes` are
 * shortcodes. Those for which `isShown` is false are left out.
 */
export function parseEmoji(file, isShown = () => true) {
  const lines = file.split("\n");
  const tones = lines[0].split("\t");
  const groups = [];
  for (const line of lines.slice(1)) {
    if (line.startsWith(">")) groups.push({ group: Number(line.slice(1)), emoji: [] });
    else if (line !== "") groups.at(-1).emoji.push(parseLine(line));
  }
  for (const group of groups) group.emoji = group.emoji.filter(isShown);
  const all = groups.flatMap(({ emoji }) => emoji);
  return { tones, groups, all, byText: new Map(all.map((emoji) => [bare(emoji.text), emoji])) };
}

function parseLine(line) {
  const [text, pattern, version, name, codes = "", tags = ""] = line.split("\t");
  return {
    text,
    pattern,
    version: Number(version),
    name,
    codes: FLAG.test(text) ? [`flag_${region(text)}`] : codes.split(" "),
    tags,
  };
}

/** The letters of a flag: de, say. */
function region(flag) {
  return [...flag].map((c) => String.fromCharCode(c.codePointAt(0) - LETTER_A + 97)).join("");
}

/** The name of an emoji with or without skin tones; null if it is none of these. */
export function nameOf({ tones, byText }, text) {
  const emoji = byText.get(bare(text));
  if (emoji === undefined) return null;
  const modifiers = [...new Set(text.match(TONES))];
  const names = modifiers.map((modifier) => tones[modifier.codePointAt(0) - 0x1f3fb]);
  return [emoji.name, ...names].join(", ");
}

/** What all forms of an emoji have in common. */
function bare(text) {
  return text.replace(TONES, "").replaceAll("\ufe0f", "");
}

/** The text of an emoji with a skin tone from 1 to 5, or 0 for none. */
export function withTone({ text, pattern }, tone) {
  if (pattern === "" || tone === 0) return text;
  const modifier = String.fromCodePoint(0x1f3fa + tone);
  if (pattern !== "+") return pattern.replaceAll("t", modifier);
  const [first, ...rest] = text;
  return first + modifier + rest.join("").replace(/^\ufe0f/, "");
}
