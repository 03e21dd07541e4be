import { firstGrapheme } from "../lib/graphemes.js";

const HUES = 10;

/** One of a few curated colours, the same for one id everywhere and for ever. */
function hueOf(id) {
  let hash = 2_166_136_261;
  for (let index = 0; index < id.length; index++)
    hash = Math.imul(hash ^ id.charCodeAt(index), 16_777_619);
  return ((hash ^ (hash >>> 15)) >>> 0) % HUES;
}

/** Up to two letters: the first of the first two parts of a name, where it has parts. */
function initialsOf(name) {
  const parts = name.split(/[\s_-]+|(?<=\p{Ll})(?=\p{Lu})/u).filter((part) => part !== "");
  const letters = parts.slice(0, 2).map(firstGrapheme);
  return letters.join("").toUpperCase() || "?";
}

/** Fills a span with a user's initials on their colour. */
export function paintAvatar(span, user) {
  const hue = `avatar hue-${hueOf(user.id)}`;
  if (span.className !== hue) span.className = hue;
  // A picture, not a text: it is neither read aloud nor selected.
  span.dataset.initials = initialsOf(user.name);
}
