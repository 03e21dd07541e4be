import { words } from "../../i18n/words.js";
import { part } from "../../lib/dom.js";
import { handleSubmit } from "../../ui/form-submit.js";
import { passwordField } from "../../ui/password-field.js";

/**
 * Registering: {root, lead, focus, offerName, setMode, setUp}. A guest stays the same user. `done(user)`
 * is told when it worked.
 */
export function registerForm(app, { name = "", lead = null, invitation = null, test, done }) {
  const refs = part("register");
  const { root, name: nameInput, invitationField, adminField, submit, setUp: setUpButton } = refs;
  const password = passwordField({
    text: words.password,
    name: "password",
    autocomplete: "new-password",
    hint: `${words.passwordHint} ${words.passwordForGood}`,
    test: "register-password",
  });
  invitationField.before(password.root);
  nameInput.value = name;
  let offered = name;
  refs.lead.hidden = lead === null;
  refs.lead.textContent = lead ?? "";
  refs.invitation.value = invitation ?? "";
  const field = (input) => (input.value.trim() === "" ? undefined : input.value.trim());
  const act = async () =>
    done(
      await app.account.register({
        username: nameInput.value.trim(),
        password: password.input.value,
        invitation: field(refs.invitation),
        admin_token: field(refs.admin),
      }),
    );
  const error = handleSubmit(root, test, act, { "forbidden.null": words.mayNotRegister });
  const setUp = () => {
    adminField.hidden = false;
    // The token is as good as an invitation.
    invitationField.hidden = true;
    refs.invitation.required = false;
    setUpButton.hidden = true;
    refs.admin.focus();
  };
  setUpButton.addEventListener("click", setUp);
  submit.before(adminField);
  return {
    root,
    error,
    lead: refs.lead,
    setUp,
    /** Puts a name into its field, unless another one was typed there. */
    offerName: (next) => {
      if (nameInput.value === offered) nameInput.value = next;
      offered = next;
    },
    focus: () => (nameInput.value === "" ? nameInput : password.input).focus(),
    /** A user with a session has another way to become an administrator. */
    isInside: () => (setUpButton.hidden = true),
    setMode: (mode) => {
      invitationField.hidden = mode !== "invite" && invitation === null;
      refs.invitation.required = mode === "invite";
    },
  };
}
