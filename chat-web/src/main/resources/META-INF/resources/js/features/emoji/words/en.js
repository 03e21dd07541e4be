import { plural } from "../../../i18n/grammar.js";

const emojiCount = (count) => plural(count, { one: "emoji", other: "emoji" });

export const words = {
  emojiPicker: "Emoji",
  emojiSearch: "Search emoji",
  emojiLoading: "Loading emoji…",
  emojiFound: (count) => (count === 0 ? "No emoji found." : emojiCount(count)),
  emojiResults: "Search results",
  emojiRecent: "Recently used",
  emojiGroupsName: "Categories",
  /** By Unicode’s groups. */
  emojiGroups: {
    0: "Smileys and emotion",
    1: "People and body",
    3: "Animals and nature",
    4: "Food and drink",
    5: "Travel and places",
    6: "Activities",
    7: "Objects",
    8: "Symbols",
    9: "Flags",
  },
  skinTone: "Skin tone",
  skinToneNow: (tone) => `Skin tone (now: ${tone})`,
  noSkinTone: "default",
  emojiMenu: "Emoji to insert",
  emojiOffer: (count) => `${emojiCount(count)}, arrow keys to choose`,
};
