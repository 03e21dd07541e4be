import { loadFeatureWords, words } from "../i18n/words.js";
import { loadStyle } from "../lib/dom.js";
import { dialogs } from "./features.js";

/**
 * The functions that open dialogs which load on demand, by name: each is called without the `app`
 * that the dialog gets first.
 */
export function dialogsOnDemand(app) {
  const openers = {};
  for (const [name, { load, style = null, words: feature = null }] of Object.entries(dialogs))
    openers[name] = async (...more) => {
      const parts = [load(), style && loadStyle(style), feature && loadFeatureWords(feature)];
      const loaded = await Promise.all(parts).catch(() => null);
      if (loaded === null) app.toasts.show(words.unreachable);
      else loaded[0][name](app, ...more);
    };
  return openers;
}
