import { words } from "../../i18n/words.js";
import { make } from "../../lib/dom.js";
import { copyOnceField } from "../../ui/copy-once-field.js";
import { openDialog } from "../../ui/dialog.js";

/** A link to take along, where the page may not put it into the clipboard by itself. */
export function openLink(app, link) {
  const box = copyOnceField({ name: words.inviteLink, value: link, test: "room-link" });
  openDialog(words.copyLink, make("p", "hint", words.linkJoins), box);
}
