/** Whether the browser says that it keeps cookies for this page; some that block them say so too. */
export function cookiesAreEnabled() {
  return globalThis.navigator.cookieEnabled !== false;
}
