import { hueOf, initialsOf } from "../lib/avatar.js";
import { setText } from "../lib/dom.js";

/** Fills a span with somebody's initials on their colour. */
export function paintAvatar(span, user) {
  const hue = `avatar hue-${hueOf(user.id)}`;
  if (span.className !== hue) span.className = hue;
  setText(span, initialsOf(user.name));
}
