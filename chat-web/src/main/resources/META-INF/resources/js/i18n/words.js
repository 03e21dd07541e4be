import { language, languages } from "./language.js";

/**
 * All that the interface says, in the chosen language: js/i18n has one file for each. Empty until
 * `loadWords` has settled, so no module may use it while it is being loaded.
 */
export const words = {};

/** A language that does not arrive gives way to the default one. */
export async function loadWords() {
  const load = (tag) => import(`./${tag}.js`);
  const loaded = await load(language).catch(() => load(languages[0]));
  Object.assign(words, loaded.words);
}
