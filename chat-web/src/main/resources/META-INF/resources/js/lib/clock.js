// What is said relative to now ("Today", "5 minutes ago") is true for a while only. The one place
// that knows when it may not be any more.

const MINUTE_MS = 60_000;
/** Each text with the node that shows it, as long as the node is in the page. */
const texts = new Map();
let minute = minuteOf(Date.now());
let timer = null;

/** Shows what `textOf()` says of now in a node, and again whenever that may have changed. */
export function showRelative(node, textOf) {
  node.textContent = textOf();
  texts.set(node, textOf);
  listen();
}

/** A timer alone would be late after sleep; a page that is looked at again asks the clock at once. */
function listen() {
  if (timer !== null) return;
  for (const [target, type] of [
    [document, "visibilitychange"],
    [globalThis, "focus"],
    [globalThis, "pageshow"],
  ])
    target.addEventListener(type, look);
  wait();
}

function wait() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    look();
    wait();
  }, MINUTE_MS - (Date.now() % MINUTE_MS));
}

/** Time zones differ by whole minutes, so nothing changes within one. */
function look() {
  const now = minuteOf(Date.now());
  if (now === minute) return;
  minute = now;
  for (const [node, textOf] of texts) {
    if (!node.isConnected) texts.delete(node);
    else {
      const text = textOf();
      if (node.textContent !== text) node.textContent = text;
    }
  }
}

function minuteOf(at) {
  return Math.floor(at / MINUTE_MS);
}
