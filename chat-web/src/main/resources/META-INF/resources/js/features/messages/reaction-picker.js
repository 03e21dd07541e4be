import { words } from "../../i18n/words.js";
import { openMenu } from "../../ui/menu.js";
import { mostUsedEmoji, rememberEmoji } from "../emoji/emoji-choice.js";

/** Thumbs up, heart, tears of joy, party popper, astonished, crying. */
const USUAL = ["\u{1f44d}", "\u2764\ufe0f", "\u{1f602}", "\u{1f389}", "\u{1f62e}", "\u{1f622}"];
const MOST_USED = 3;

/** Lets the user choose a reaction: what they use most, the usual ones, or any other emoji. */
export function openReactionPicker(app, anchor, onPick) {
  const used = mostUsedEmoji(app.storage, MOST_USED);
  const offered = [...new Set([...used, ...USUAL])].slice(0, USUAL.length);
  const pick = (emoji) => {
    rememberEmoji(app.storage, emoji);
    onPick(emoji);
  };
  openMenu(anchor, words.pickEmoji, [
    ...offered.map((emoji) => ({ text: emoji, test: "pick-emoji", run: () => pick(emoji) })),
    {
      text: words.moreEmoji,
      test: "more-emoji",
      run: () => app.dialogs.openEmojiPicker({ anchor, onPick }),
    },
  ]);
}
