import { replaceText } from "../lib/edit.js";
import { holdTyping, onKey } from "../lib/keys.js";
import { isDialogOpen } from "../ui/dialog.js";

/** The keys that work everywhere in the chat. */
export function bindShortcuts(app, presentLayout) {
  onKey(document, (event) => {
    const layout = presentLayout();
    if (layout === null || event.defaultPrevented || isDialogOpen()) return;
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (altKey && !ctrlKey && !metaKey && (key === "ArrowUp" || key === "ArrowDown"))
      step(app, key === "ArrowUp" ? -1 : 1);
    else if ((ctrlKey || metaKey) && !altKey && !shiftKey && key.toLowerCase() === "k")
      openForTyping(app.dialogs.openSwitcher);
    else if ((ctrlKey || metaKey) && shiftKey && !altKey && key.toLowerCase() === "f")
      openForTyping(app.dialogs.openSearch);
    else if (key === "Escape") escape(layout);
    else if (key === "?" && !isWriting(event.target)) app.dialogs.openHelp();
    else return;
    event.preventDefault();
  });
}

/**
 * Opens a dialog with a field. What is typed before it has loaded goes into the field, not into the
 * message that is being written.
 */
async function openForTyping(open) {
  const typed = holdTyping();
  try {
    await open();
  } finally {
    const field = document.querySelector("dialog[open] input");
    typed.release(field, (text) =>
      replaceText(field, field.selectionStart, field.selectionEnd, text),
    );
  }
}

/** In the order of the sidebar, which is the one that is seen. */
function step(app, direction) {
  const links = document.querySelectorAll("[data-ref=list] [data-mine] [data-room]");
  const ids = [...links].map(({ dataset }) => dataset.room);
  const at = ids.indexOf(app.store.state.current);
  if (ids.length > 0) app.goTo(ids[(at + direction + ids.length) % ids.length]);
}

function escape(layout) {
  if (layout.drawers.isOpen) layout.drawers.dismiss();
  else if (layout.panel.isOpen) layout.panel.close();
  else layout.room.composer.focus();
}

function isWriting(target) {
  return target.closest("input, textarea, [contenteditable]") !== null;
}
