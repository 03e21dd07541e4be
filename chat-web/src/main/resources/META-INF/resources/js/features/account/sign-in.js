import { words } from "../../i18n/words.js";
import { part } from "../../lib/dom.js";
import { handleSubmit } from "../../ui/form-submit.js";
import { passwordField } from "../../ui/password-field.js";

/**
 * Signing in by name and password: {root, lead, focus, setClosed}. `done(user)` is told when it worked;
 * `setUp` is called for the administrator of a server where registration is closed.
 */
export function signInForm(app, { name = "", lead = null, test, done, setUp = null }) {
  const refs = part("sign-in");
  const { root, name: nameInput, submit, closed, setUp: setUpButton } = refs;
  const password = passwordField({
    text: words.password,
    name: "password",
    autocomplete: "current-password",
    test: "sign-in-password",
  });
  submit.before(password.root);
  nameInput.value = name;
  refs.lead.hidden = lead === null;
  refs.lead.textContent = lead ?? "";
  const act = async () =>
    done(await app.account.signIn({ username: nameInput.value.trim(), password: password.input.value }));
  // The server does not say which of the two it is; the password is what one types again.
  const error = handleSubmit(root, test, act, { unauthorized: words.wrongSignIn }, "password");
  setUpButton.addEventListener("click", () => setUp?.());
  return {
    root,
    error,
    lead: refs.lead,
    focus: () => (nameInput.value === "" ? nameInput : password.input).focus(),
    setClosed: (isClosed) => (closed.hidden = !isClosed || setUp === null),
  };
}
