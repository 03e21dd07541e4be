/** The browser's IndexedDB factory; undefined where reading it is refused. */
export function databaseFactory() {
  try {
    return globalThis.indexedDB;
  } catch {
    return undefined;
  }
}
