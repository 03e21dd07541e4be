import { words } from "../../i18n/words.js";
import { isTouchKeyboard, make } from "../../lib/dom.js";
import { openDialog } from "../../ui/dialog.js";

export function openHelp() {
  const list = make("dl", "help");
  const isTouch = isTouchKeyboard();
  const rows = isTouch ? words.helpTouchRows : words.helpRows;
  for (const [keys, meaning] of rows)
    list.append(keysOf(keys), make("dd", "", meaning));
  openDialog(isTouch ? words.helpTouchTitle : words.helpTitle, list);
}

function keysOf(text) {
  const term = make("dt");
  const parts = text.split("`");
  term.append(...parts.map((part, index) => (index % 2 === 1 ? make("kbd", "", part) : part)));
  return term;
}
