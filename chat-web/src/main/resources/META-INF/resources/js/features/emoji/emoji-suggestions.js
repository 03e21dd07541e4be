import { loadFeatureWords, words } from "../../i18n/words.js";
import { rememberEmoji, skinTone } from "./emoji-choice.js";
import { loadEmoji, withTone } from "./emoji-data.js";
import { emojiCalled, searchEmoji } from "./emoji-search.js";

const MOST = 8;

/**
 * What is needed to complete names of emoji: `search(query)` and `called(code)` find them;
 * `textOf(emoji)` has the chosen skin tone; `remember(emoji)` puts it among the recent ones; `name`
 * and `offer(count)` are words for a menu. Rejects when the data cannot be loaded.
 */
export async function loadSuggestions(storage) {
  const [{ all }] = await Promise.all([loadEmoji(), loadFeatureWords("emoji")]);
  const textOf = (emoji) => withTone(emoji, skinTone(storage));
  return {
    name: words.emojiMenu,
    offer: words.emojiOffer,
    search: (query) => searchEmoji(all, query).slice(0, MOST),
    called: (code) => emojiCalled(all, code),
    textOf,
    remember: (emoji) => rememberEmoji(storage, textOf(emoji)),
  };
}
