import { make } from "../../lib/dom.js";
import { exactTime } from "../../lib/time.js";

/** When a message, or a version of it, was stored. */
export function timeElement(at) {
  const when = make("time", "when", exactTime(at));
  when.dateTime = at;
  return when;
}
