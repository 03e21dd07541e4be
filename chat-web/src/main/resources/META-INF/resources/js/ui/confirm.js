import { words } from "../i18n/words.js";
import { make } from "../lib/dom.js";
import { openDialog } from "./dialog.js";

/** Asks before something that cannot be undone; runs it only after the user has confirmed. */
export function confirmFirst({ title, lead, button, test, run }) {
  const yes = make("button", "button is-danger", button);
  const no = make("button", "button", words.cancel);
  yes.dataset.test = test;
  const acts = make("div", "dialog-acts");
  acts.append(no, yes);
  const dialog = openDialog(title, make("p", "", lead), acts);
  no.addEventListener("click", () => dialog.close());
  yes.addEventListener("click", () => {
    dialog.close();
    run();
  });
  no.focus();
}
