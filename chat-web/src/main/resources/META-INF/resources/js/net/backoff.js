import { Close } from "./protocol.js";

const FIRST_MS = 500;
const LONGEST_MS = 30_000;
const RESTART_SPREAD_MS = 5_000;
const CROWDED_MS = 30_000;

/** How long to wait before attempt number `attempt` (0 is the first), after a close with `code`. */
export function reconnectDelayMs(attempt, code, random = Math.random) {
  // A restarting server closes all connections at once: reconnect spread out, but soon.
  if (code === Close.GOING_AWAY && attempt === 0) return random() * RESTART_SPREAD_MS;
  const jittered = random() * exponentialMs(attempt);
  return code === Close.TOO_MANY_CONNECTIONS ? CROWDED_MS + jittered : jittered;
}

export function exponentialMs(attempt) {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 16));
}
