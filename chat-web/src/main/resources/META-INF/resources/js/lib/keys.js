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

/**
 * Holds what is typed, wherever the focus is, until `release(field, write)` gives it to a field, text
 * by `write(text)` and Enter as a key; null drops it.
 */
export function holdTyping() {
  const typed = [];
  const hold = (event) => {
    const { key, altKey, ctrlKey, metaKey, isComposing } = event;
    if (isComposing || altKey || ctrlKey || metaKey || (!isText(key) && key !== "Enter")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    typed.push(key);
  };
  addEventListener("keydown", hold, true);
  return {
    release(field, write) {
      removeEventListener("keydown", hold, true);
      for (const key of field === null ? [] : typed)
        if (isText(key)) write(key);
        else field.dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true }));
    },
  };
}

/** Notes whether Escape is pressed, until `end()` tells it. */
export function watchEscape() {
  let isPressed = false;
  const hear = ({ key }) => (isPressed ||= key === "Escape");
  addEventListener("keydown", hear, true);
  return {
    end() {
      removeEventListener("keydown", hear, true);
      return isPressed;
    },
  };
}

function isText(key) {
  return [...key].length === 1;
}
