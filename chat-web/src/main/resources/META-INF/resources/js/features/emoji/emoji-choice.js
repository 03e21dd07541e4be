// What a person chose on this device: the skin tone, and the emoji used lately.

const TONE = "emoji-tone";
const RECENT = "emoji-recent";
const MOST_KEPT = 36;
const LONGEST = 15; // UTF-16 units, as in chat.core.emoji.Emoji
/** Thumbs up, heart, tears of joy, party popper, astonished, crying. */
const USUAL = ["\u{1f44d}", "\u2764\ufe0f", "\u{1f602}", "\u{1f389}", "\u{1f62e}", "\u{1f622}"];
const MOST_USED = 3;
const TONES = /[\u{1f3fb}-\u{1f3ff}]/gu;

/** The skin tone, from 1 to 5; 0 for none. */
export function skinTone(storage) {
  const tone = Number(storage.get(TONE));
  return Number.isInteger(tone) && tone >= 0 && tone <= 5 ? tone : 0;
}

export function chooseSkinTone(storage, tone) {
  storage.set(TONE, String(tone));
}

/** The emoji used lately, the latest first. */
export function recentEmoji(storage) {
  return readUses(storage).map(([text]) => text);
}

/** Six emoji to react with: the three used most often among the recent ones, then the usual ones. */
export function likelyReactions(storage) {
  const used = readUses(storage)
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_USED)
    .map(([text]) => text);
  const bases = used.map((text) => text.replace(TONES, ""));
  return [...used, ...USUAL.filter((text) => !bases.includes(text))].slice(0, USUAL.length);
}

/** Keeps that an emoji was used, in a message or as a reaction. */
export function rememberEmoji(storage, text) {
  const uses = readUses(storage);
  const before = uses.find(([used]) => used === text)?.[1] ?? 0;
  const others = uses.filter(([used]) => used !== text);
  storage.set(RECENT, JSON.stringify([[text, before + 1], ...others].slice(0, MOST_KEPT)));
}

/** Pairs of an emoji and how often it was used; what is stored may have been changed by hand. */
function readUses(storage) {
  let stored = null;
  try {
    stored = JSON.parse(storage.get(RECENT) ?? "[]");
  } catch {
    return [];
  }
  if (!Array.isArray(stored)) return [];
  return stored.filter((use) => Array.isArray(use) && isEmoji(use[0]) && use[1] > 0);
}

function isEmoji(text) {
  return typeof text === "string" && text.length > 0 && text.length <= LONGEST;
}
