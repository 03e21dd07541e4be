/** What an input method's key is called where the browser does not say that it composes. */
const IN_COMPOSITION = 229;

/**
 * Calls `pressed(event)` for each "keydown" of a target that is meant for the page: keys that an
 * input method takes while it composes (Enter, Escape, arrows) are its own.
 */
export function onKey(target, pressed) {
  target.addEventListener("keydown", (event) => {
    if (!event.isComposing && event.keyCode !== IN_COMPOSITION) pressed(event);
  });
}
