import { openMenu } from "../../ui/menu.js";
import { words } from "../../i18n/words.js";

const USUAL = ["👍", "❤️", "😂", "🎉", "😮", "😢"];

/** Lets the user choose a reaction. */
export function openReactionPicker(app, anchor, onPick) {
  openMenu(
    anchor,
    words.pickEmoji,
    USUAL.map((emoji) => ({ text: emoji, test: "pick-emoji", run: () => onPick(emoji) })),
  );
}
