import { loadFeatureWords, words } from "../i18n/words.js";
import { loadStyle } from "../lib/dom.js";
import { watchEscape } from "../lib/keys.js";
import { dialogs, messageFiles } from "./features.js";

/**
 * The functions that open dialogs which load on demand, by name: each is called without the `app`
 * that the dialog gets first. Escape ends one (`open…`) that is still on its way.
 */
export function dialogsOnDemand(app) {
  const openers = {};
  for (const [name, dialog] of Object.entries(dialogs))
    openers[name] = async (...more) => {
      const escape = watchEscape();
      const module = await loadPart(dialog).catch(() => null);
      const isEnded = escape.end() && name.startsWith("open");
      if (isEnded) return;
      if (module === null) app.toasts.show(words.unreachable);
      else module[name](app, ...more);
    };
  return openers;
}

/**
 * What shows the files of messages: `paint(element, message, app)`, null until `load` has loaded it;
 * then all is drawn again.
 */
export function filesOnDemand(renderLoop) {
  let loading = null;
  const files = {
    paint: null,
    load() {
      loading ??= loadPart(messageFiles).then(
        ({ paintFiles }) => {
          files.paint = paintFiles;
          renderLoop.draw();
        },
        () => (loading = null), // the next message that has files tries again
      );
    },
  };
  return files;
}

async function loadPart({ load, style = null, words: feature = null }) {
  const parts = [load(), style && loadStyle(style), feature && loadFeatureWords(feature)];
  return (await Promise.all(parts))[0];
}
