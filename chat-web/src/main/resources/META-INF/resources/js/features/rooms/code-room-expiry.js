import { words } from "../../i18n/words.js";
import { durationOf } from "../../lib/duration.js";

/** When a code room ends, by the server's `limits`, which are not known before it has answered. */
export function codeRoomExpiry({ code_room_grace_ms: graceMs }) {
  if (graceMs === undefined) return words.codeRoomEndsLater;
  return graceMs === 0 ? words.codeRoomEndsAtOnce : words.codeRoomEnds(durationOf(graceMs));
}
