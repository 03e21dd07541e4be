import { exponentialMs } from "../../net/backoff.js";
import { Unreachable } from "../../net/rest.js";

/** Which answers mean that the same request may work later: of these the server's codes tell too little. */
const LATER = new Set([408, 409, 423, 425, 429, 460, 500, 502, 503, 504]);

/** Whether an upload may go on after this error. */
export function isTemporary(error) {
  return error instanceof Unreachable || LATER.has(error.status);
}

/** How long to wait before the next attempt; `attempt` counts those without progress from 0. */
export function pauseMs(error, attempt) {
  const { status, retryAfterMs = 0 } = error;
  // Another page, or an answer that was lost, has moved the offset: it is asked for at once.
  if (status === 409 && attempt === 0) return 0;
  if (retryAfterMs > 0) return retryAfterMs + Math.random() * 1_000;
  return Math.random() * exponentialMs(attempt);
}
