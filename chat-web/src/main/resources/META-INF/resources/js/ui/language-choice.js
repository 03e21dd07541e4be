import { language, languages, nameOfLanguage, speak } from "../i18n/language.js";
import { make } from "../lib/dom.js";

/**
 * Fills a select with the languages there are, each called what it calls itself. `leave` keeps what
 * was typed for the page that follows.
 */
export function bindLanguageChoice(select, storage, leave = () => {}) {
  for (const tag of languages) {
    const option = make("option", "", nameOfLanguage(tag));
    option.value = option.lang = tag;
    option.selected = tag === language;
    select.append(option);
  }
  select.addEventListener("change", () => {
    leave();
    speak(select.value, storage);
  });
}
