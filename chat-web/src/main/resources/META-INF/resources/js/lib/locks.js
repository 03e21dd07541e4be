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
