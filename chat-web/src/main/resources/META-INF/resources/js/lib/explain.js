import { words } from "../i18n/words.js";

/**
 * What went wrong, in the person's language: by the code of a refusal, and the field where that
 * says more. The server's own sentence is for what has no words here.
 */
export function explain(error) {
  const { name, code, field, message, retryAfterMs = 0 } = error ?? {};
  if (name === "Disconnected" || name === "Unreachable") return words.unreachable;
  const known = words.refusals[`${code}.${field}`] ?? words.refusals[code];
  if (typeof known === "function") return known(Math.max(1, Math.ceil(retryAfterMs / 1_000)));
  return known || message || words.unreachable;
}
