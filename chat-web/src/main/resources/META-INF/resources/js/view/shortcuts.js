import { onKey } from "../lib/keys.js";
import { roomLists } from "../state/selectors.js";
import { isDialogOpen } from "./dialog.js";
import { openHelp } from "./forms.js";
import { openSearch } from "./later.js";
import { openSwitcher } from "./switcher.js";

/** The keys that work everywhere in the chat. */
export function bindShortcuts(app, presentShell) {
  onKey(document, (event) => {
    const shell = presentShell();
    if (shell === null || event.defaultPrevented || isDialogOpen()) return;
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (altKey && !ctrlKey && !metaKey && (key === "ArrowUp" || key === "ArrowDown"))
      step(app, key === "ArrowUp" ? -1 : 1);
    else if ((ctrlKey || metaKey) && !altKey && !shiftKey && key.toLowerCase() === "k")
      openSwitcher(app);
    else if ((ctrlKey || metaKey) && shiftKey && !altKey && key.toLowerCase() === "f")
      openSearch(app);
    else if (key === "Escape") escape(shell);
    else if (key === "?" && !isWriting(event.target)) openHelp();
    else return;
    event.preventDefault();
  });
}

function step(app, direction) {
  const { own, direct } = roomLists(app.store.state);
  const ids = [...own, ...direct].map(({ info }) => info.id);
  const at = ids.indexOf(app.store.state.current);
  if (ids.length > 0) app.goTo(ids[(at + direction + ids.length) % ids.length]);
}

function escape(shell) {
  if (shell.drawers.isOpen) shell.drawers.close();
  else shell.room.composer.focus();
}

function isWriting(target) {
  return target.closest("input, textarea, [contenteditable]") !== null;
}
