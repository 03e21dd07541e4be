import { plural } from "../../../i18n/grammar.js";

const emojiCount = (count) => plural(count, { one: "Emoji", other: "Emojis" });

export const words = {
  emojiPicker: "Emojis",
  emojiSearch: "Emoji suchen",
  emojiLoading: "Emojis werden geladen…",
  emojiFound: (count) => (count === 0 ? "Kein Emoji gefunden." : emojiCount(count)),
  emojiResults: "Suchergebnisse",
  emojiRecent: "Zuletzt verwendet",
  emojiGroupsName: "Kategorien",
  emojiGroups: {
    0: "Smileys und Gefühle",
    1: "Menschen und Körper",
    3: "Tiere und Natur",
    4: "Essen und Trinken",
    5: "Reisen und Orte",
    6: "Aktivitäten",
    7: "Gegenstände",
    8: "Symbole",
    9: "Flaggen",
  },
  skinTone: "Hautfarbe",
  skinToneNow: (tone) => `Hautfarbe (jetzt: ${tone})`,
  noSkinTone: "Standard",
  emojiMenu: "Emojis zum Einfügen",
  emojiOffer: (count) => `${emojiCount(count)}, Auswahl mit den Pfeiltasten`,
};
