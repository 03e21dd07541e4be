/**
 * Runs `work` while no other tab runs work under the same name (Web Locks). Where the browser has no
 * locks (plain HTTP) or refuses them to a page without site data, the work runs at once: the caller
 * must stand two tabs that do the same.
 *
 * @returns a promise of what `work` returns; it rejects with what `work` throws
 */
export async function exclusively(name, work) {
  let hasBegun = false;
  const begin = () => {
    hasBegun = true;
    return work();
  };
  try {
    return await globalThis.navigator.locks.request(name, begin);
  } catch (error) {
    if (hasBegun) throw error;
    return begin();
  }
}

/** Whether tabs can wait for each other. */
export function hasLocks() {
  try {
    return globalThis.navigator.locks !== undefined;
  } catch {
    return false;
  }
}

/** Marks this tab under a name, beside other tabs, until the function that is returned is called. */
export function mark(name) {
  let unmark;
  const marked = new Promise((done) => (unmark = done));
  try {
    globalThis.navigator.locks.request(name, { mode: "shared" }, () => marked).catch(() => {});
  } catch {
    // Without locks tabs do not know of each other.
  }
  return unmark;
}

/** Whether a tab of this browser is marked under a name; false where that cannot be told. */
export async function isMarked(name) {
  try {
    const { held } = await globalThis.navigator.locks.query();
    return held.some((lock) => lock.name === name);
  } catch {
    return false;
  }
}
