import { words } from "../i18n/words.js";
import { explain } from "../lib/explain.js";
import { Disconnected, Refusal } from "../net/protocol.js";
import { Unreachable } from "../net/rest.js";

/**
 * Why something did not work, for a person. `special` has sentences for codes that mean more where
 * they are asked for, "code.field" before "code". What is no refusal is a fault of the page and
 * thrown on.
 */
export function errorMessage(error, special = {}) {
  if (error instanceof Unreachable || error instanceof Disconnected) return words.unreachable;
  if (!(error instanceof Refusal)) throw error;
  const { code, field, retryAfterMs, status } = error;
  const known = special[`${code}.${field}`] ?? special[code];
  if (known !== undefined) return known;
  if (code === "rate_limited") return words.tooOften(waitFor(retryAfterMs));
  const isBusy = code === "busy" || code === "unavailable" || status >= 500;
  return isBusy ? words.serverBusy(waitFor(retryAfterMs)) : explain(error);
}

/** The same for an invitation into a room. */
export function inviteErrorMessage(error) {
  return errorMessage(error, { not_found: words.inviteDead, invalid: words.inviteDead });
}

/** "in 12 seconds", "in 3 minutes", "in a moment". */
function waitFor(ms) {
  const seconds = Math.ceil(ms / 1_000);
  if (seconds <= 1) return words.inAMoment;
  return seconds < 100 ? words.secondsIn(seconds) : words.minutesIn(Math.ceil(seconds / 60));
}
