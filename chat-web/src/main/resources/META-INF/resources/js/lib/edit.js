/**
 * Replaces the text of a field from `start` to `end` as typing would: the browser's own undo takes it
 * back, the caret stands behind it, and listeners get an "input" event. `setRangeText` and a new
 * `value` would throw Chromium's undo history away.
 */
export function replaceText(field, start, end, text) {
  if (start === end && text === "") return;
  isAtWork = true;
  try {
    replace(field, start, end, text);
  } finally {
    isAtWork = false;
  }
}

let isAtWork = false;

/** Whether an "input" event comes from here, and not from typing. */
export function isReplacing() {
  return isAtWork;
}

function replace(field, start, end, text) {
  field.focus();
  field.setSelectionRange(start, end);
  const isDone =
    text === ""
      ? document.execCommand("delete")
      : document.execCommand("insertText", false, text);
  if (isDone) return;
  field.setRangeText(text, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * Begins another text in a field: what was written in it before is no part of its undo history.
 * Listeners get a "begun" event.
 */
export function beginText(field, text) {
  field.value = text;
  field.dispatchEvent(new Event("begun"));
}
