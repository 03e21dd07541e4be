// js/app/boot.js has chosen before anything was painted; a change of it begins with a fresh page.

/** The language of the interface: one of those in js/i18n. */
export const language = document.documentElement.lang;

/** All there are, the default first. */
export const languages = document.documentElement.dataset.languages.split(" ");

/** The language as the reader writes it: en-GB rather than en, where the browser says so. */
export const locale =
  navigator.languages.find((tag) => tag.split("-")[0] === language) ?? language;

/** What a language calls itself: Deutsch, say. */
export function nameOfLanguage(tag) {
  const name = new Intl.DisplayNames(tag, { type: "language" }).of(tag);
  return name[0].toLocaleUpperCase(tag) + name.slice(1);
}

/** Another language is another page; what was typed in this one is in drafts and the address. */
export function speak(tag, storage) {
  storage.set("language", tag);
  location.reload();
}
