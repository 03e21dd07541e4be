import { words } from "../../i18n/words.js";
import { part } from "../../lib/dom.js";
import { openDialog } from "../../ui/dialog.js";
import { handleSubmit } from "../../ui/form-submit.js";
import { roomForm } from "./room-form.js";

// The small dialogs: each keeps what was typed when the server refuses, and says why beside the
// field.

export function openNewRoom(app) {
  const { root, wanted } = roomForm(app.store.state.limits);
  const create = () => app.commands.createRoom(wanted());
  enterByForm(app, { title: words.createRoom, form: root, usual: "create", enter: create });
}

export function openJoinCode(app) {
  const { root, label, input, submit } = part("field-form");
  label.textContent = words.code;
  input.dataset.test = "join-code-input";
  input.classList.add("code-input");
  input.placeholder = words.codePlaceholder;
  input.autocapitalize = "characters";
  submit.textContent = words.join;
  submit.dataset.test = "join-code-go";
  const join = () => app.commands.joinByCode(input.value);
  enterByForm(app, { title: words.joinCode, form: root, usual: "field", enter: join });
}

/** A closing dialog returns the focus; after entering a room the composer gets it. */
function enterByForm(app, { title, form, usual, enter }) {
  const dialog = openDialog(title, form);
  const submitted = async () => {
    await enter();
    dialog.close();
    app.write();
  };
  handleSubmit(form, "form-error", submitted, {}, usual);
}
