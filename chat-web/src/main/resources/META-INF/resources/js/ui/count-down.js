import { words } from "../i18n/words.js";
import { setText } from "../lib/dom.js";
import { countCodePoints, oneLine } from "../lib/text.js";

/** From here on the eye sees how many characters are left; the ear is told at each of the others. */
const WARN_BELOW = 50;
const TELL_BELOW = [0, 10, WARN_BELOW + 1];

/**
 * Shows in `left`, and says in `said`, how many characters a field may still take. The text counts as
 * one line.
 */
export function countDown(input, left, said, most) {
  let told = null;
  const count = () => {
    const rest = most - countCodePoints(oneLine(input.value));
    left.hidden = rest >= WARN_BELOW;
    setText(left, words.charactersLeft(rest));
    left.classList.toggle("is-over", rest < 0);
    const below = TELL_BELOW.find((least) => rest < least) ?? null;
    if (below !== told) setText(said, below === null ? "" : words.charactersLeft(rest));
    told = below;
  };
  input.addEventListener("input", count);
}
