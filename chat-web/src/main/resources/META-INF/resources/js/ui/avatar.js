import { hueOf, initialsOf } from "../lib/avatar.js";

/** Fills a span with somebody's initials on their colour. */
export function paintAvatar(span, user) {
  const hue = `avatar hue-${hueOf(user.id)}`;
  if (span.className !== hue) span.className = hue;
  // A picture, not a text: it is neither read aloud nor selected.
  span.dataset.initials = initialsOf(user.name);
}
