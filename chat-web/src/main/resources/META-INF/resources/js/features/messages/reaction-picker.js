import { openMenu } from "../../ui/menu.js";
import { words } from "../../i18n/words.js";

/** Thumbs up, heart, tears of joy, party popper, astonished, crying. */
const USUAL = ["\u{1f44d}", "\u2764\ufe0f", "\u{1f602}", "\u{1f389}", "\u{1f62e}", "\u{1f622}"];

/** Lets the user choose a reaction. */
export function openReactionPicker(app, anchor, onPick) {
  openMenu(
    anchor,
    words.pickEmoji,
    USUAL.map((emoji) => ({ text: emoji, test: "pick-emoji", run: () => onPick(emoji) })),
  );
}
