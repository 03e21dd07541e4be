/**
 * The browser's service workers; null where it has none (plain HTTP, some private windows) or
 * refuses them.
 */
export function serviceWorkers() {
  try {
    return globalThis.navigator.serviceWorker ?? null;
  } catch {
    return null;
  }
}

/** The scripts that are named by a script. */
const SCRIPTS = new Set(["service-worker.js", "js/features/uploads/picture-worker.js"]);
let policy = null;

/** One of them as the page's policy asks for it where that is enforced. */
export function trustedScript(name) {
  policy ??= globalThis.trustedTypes?.createPolicy("service-worker", {
    createScriptURL: (wanted) => {
      if (SCRIPTS.has(wanted)) return wanted;
      throw new Error(`no script ${wanted}`);
    },
  });
  return policy?.createScriptURL(name) ?? name;
}
