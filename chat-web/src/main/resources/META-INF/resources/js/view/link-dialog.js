import { make } from "../lib/dom.js";
import { words } from "../lib/words.js";
import { openDialog } from "./dialog.js";
import { secretBox } from "./secret-box.js";

/** A link to take along, where the page may not put it into the clipboard by itself. */
export function openLink(app, link) {
  const box = secretBox({ name: words.inviteLink, value: link, test: "room-link" });
  openDialog(words.copyLink, make("p", "hint", words.linkJoins), box);
}
