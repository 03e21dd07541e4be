import { language, languages } from "./language.js";

/**
 * All that the interface says, in the chosen language: js/i18n has one file for each, and so
 * have features that load on demand. Empty until
 * `loadWords` has settled, so no module may use it while it is being loaded.
 */
export const words = {};

export function loadWords() {
  return add((tag) => import(`./${tag}.js`));
}

/** Adds the words of a feature that loads on demand. */
export function loadFeatureWords(feature) {
  return add((tag) => import(`../features/${feature}/words/${tag}.js`));
}

/** A language that does not arrive gives way to the default one. */
async function add(load) {
  const loaded = await load(language).catch(() => load(languages[0]));
  Object.assign(words, loaded.words);
}
