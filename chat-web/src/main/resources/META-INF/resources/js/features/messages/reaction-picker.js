import { words } from "../../i18n/words.js";
import { openMenu } from "../../ui/menu.js";
import { likelyReactions, rememberEmoji } from "../emoji/emoji-choice.js";

/** Lets the user choose a reaction: what they use most, the usual ones, or any other emoji. */
export function openReactionPicker(app, anchor, onPick) {
  const pick = (emoji) => {
    rememberEmoji(app.storage, emoji);
    onPick(emoji);
  };
  openMenu(anchor, words.pickEmoji, [
    ...likelyReactions(app.storage).map((emoji) => ({
      text: emoji,
      test: "pick-emoji",
      run: () => pick(emoji),
    })),
    {
      text: words.moreEmoji,
      test: "more-emoji",
      run: () => app.dialogs.openEmojiPicker({ anchor, onPick }),
    },
  ]);
}
