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
