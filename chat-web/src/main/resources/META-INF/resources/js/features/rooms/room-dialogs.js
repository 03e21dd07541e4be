import { words } from "../../i18n/words.js";
import { part } from "../../lib/dom.js";
import { explain } from "../../lib/explain.js";
import { openDialog } from "../../ui/dialog.js";
import { FieldError } from "../../ui/field-error.js";
import { roomForm } from "./room-form.js";

// The small dialogs: each keeps what was typed when the server refuses, and says why beside the
// field.

export function openNewRoom(app) {
  const form = roomForm(
    (kind, name) =>
      enterBy(app, dialog, error, "create", () => app.commands.createRoom(kind, name)),
    app.store.state.limits,
  );
  const error = new FieldError(form.root, "form-error");
  const dialog = openDialog(words.createRoom, form.root);
}

export function openJoinCode(app) {
  const form = fieldForm({
    name: words.code,
    test: "join-code",
    submit: words.join,
    submitTest: "join-code-go",
  });
  form.input.classList.add("code-input");
  form.input.placeholder = words.codePlaceholder;
  form.input.autocapitalize = "characters";
  const dialog = openDialog(words.joinCode, form.root);
  form.onSubmit(() =>
    enterBy(app, dialog, form.error, "field", () => app.commands.joinByCode(form.input.value)),
  );
}

function fieldForm({ name, test, submit, submitTest }) {
  const { root, label, input, submit: button } = part("field-form");
  label.textContent = name;
  input.dataset.test = `${test}-input`;
  button.textContent = submit;
  button.dataset.test = submitTest;
  const onSubmit = (act) =>
    root.addEventListener("submit", (event) => {
      event.preventDefault();
      act();
    });
  return { root, input, onSubmit, error: new FieldError(root, "form-error") };
}

/** A closing dialog returns the focus; after entering a room the composer gets it. */
async function enterBy(app, dialog, error, field, act) {
  if (await run(dialog, error, field, act)) app.write();
}

/** Whether it worked; the dialog is closed then. */
async function run(dialog, error, field, act) {
  error.clear();
  try {
    await act();
    dialog.close();
    return true;
  } catch (refusal) {
    error.show(field, explain(refusal));
    return false;
  }
}
