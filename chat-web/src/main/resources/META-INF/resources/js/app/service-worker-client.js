import { words } from "../i18n/words.js";
import { serviceWorkers, trustedScript } from "../lib/workers.js";

const WORKER = "service-worker.js";

/**
 * Keeps the page itself on this device, so that it opens without the server; tells when a newer one
 * has been fetched, which the next load takes.
 */
export async function registerServiceWorker({ connection, toasts }) {
  const workers = serviceWorkers();
  // Browsers have them on https and on the machine itself, not in a house on plain http.
  if (workers === null) return;
  let isControlled = workers.controller !== null;
  workers.addEventListener("controllerchange", () => {
    if (isControlled) toasts.show(words.newVersion, words.reload, () => location.reload());
    isControlled = true;
  });
  await loaded();
  let registration;
  try {
    registration = await workers.register(trustedScript(WORKER), { updateViaCache: "none" });
  } catch {
    return; // switched off in this browser, or the server is away: the page works all the same
  }
  let isFirst = connection.isOpen;
  connection.addEventListener("link", ({ link }) => {
    // A server that comes back may be a newer one.
    if (link.state !== "open") return;
    if (!isFirst) registration.update().catch(() => {});
    isFirst = false;
  });
}

/** Installing competes with the loading of the page: it comes after. */
function loaded() {
  if (document.readyState === "complete") return Promise.resolve();
  return new Promise((done) => addEventListener("load", done, { once: true }));
}
