import { words } from "../../i18n/words.js";
import { make, part } from "../../lib/dom.js";
import { statusLine } from "../../ui/copy-once-field.js";
import { disclosure } from "../../ui/disclosure.js";
import { errorMessage } from "../../ui/error-messages.js";
import { handleSubmit } from "../../ui/form-submit.js";
import { passwordField } from "../../ui/password-field.js";
import { registerForm } from "./register.js";
import { signInForm } from "./sign-in.js";

/** Name and account of oneself. */
export function paintYou(app, panel, { invitation, close, again, isAdmin }) {
  const { self } = app.store.state;
  // What is said further down of oneself by name; a new name is said there at once.
  const sayings = [];
  const named = (node, say) => {
    sayings.push((name) => (node.textContent = say(name)));
    node.textContent = say(app.store.state.self.name);
  };
  panel.replaceChildren(nameForm(app, (name) => sayings.forEach((say) => say(name))));
  const arrived = (user) => {
    app.storage.remove("name");
    again();
    return user;
  };
  if (self.kind === "registered") paintAccount(app, panel, { self, close, isAdmin, named });
  else paintGuest(app, panel, { self, invitation, close, arrived, named });
}

function nameForm(app, renamed) {
  const { root, name } = part("name-form");
  const done = statusLine();
  root.append(done);
  name.value = app.store.state.self.name;
  name.addEventListener("input", () => (done.textContent = ""));
  handleSubmit(
    root,
    "form-error",
    async () => {
      const { user } = await app.commands.rename(name.value.trim());
      if (user.kind === "guest") app.storage.set("name", user.name);
      renamed(user.name);
      done.textContent = words.saved;
    },
    {},
    "username",
  );
  return root;
}

function paintGuest(app, panel, { self, invitation, close, arrived, named }) {
  const register = registerForm(app, {
    name: self.name,
    lead: "",
    invitation,
    test: "register-error",
    done: arrived,
  });
  const keep = disclosure({ name: words.keepName, test: "fold-register" }, register.root);
  const signIn = signInForm(app, {
    lead: "",
    test: "sign-in-error",
    done: arrived,
  });
  named(register.lead, (name) => {
    register.offerName(name);
    return words.registerGuest(name);
  });
  named(signIn.lead, words.otherAccountHint);
  const other = disclosure({ name: words.otherAccount, test: "fold-sign-in" }, signIn.root);
  const leave = leaveForm({
    lead: (node) => named(node, words.leaveAsGuestHint),
    button: words.leaveNow,
    test: "leave-chat",
    run: async () => {
      await app.account.signOut();
      app.storage.remove("name");
      close();
      app.leave(words.guestLeft);
    },
  });
  keep.root.open = true;
  register.isInside();
  const away = disclosure({ name: words.leaveAsGuest, test: "fold-leave" }, leave);
  panel.append(keep.root, other.root, away.root);
  if (invitation !== null) register.focus();
  app.account.registration().then(
    (mode) => {
      register.setMode(mode);
      keep.root.hidden = mode === "closed" && invitation === null;
    },
    (error) => errorMessage(error),
  );
}

function paintAccount(app, panel, { self, close, isAdmin, named }) {
  const admin = adminFold(app, isAdmin);
  const out = leaveForm({
    lead: (node) => named(node, words.signedInAs),
    button: words.signOut,
    test: "sign-out",
    run: async () => {
      await app.account.signOut();
      close();
      app.leave(words.signedOut);
    },
  });
  out.classList.add("account-section", "is-row");
  panel.append(out, passwordFold(app, self), admin.root, deleteFold(app, close, named));
  admin.root.hidden = true;
  app.account.own().then(
    ({ role }) => {
      isAdmin(role === "admin");
      admin.root.hidden = role === "admin";
    },
    (error) => errorMessage(error),
  );
}

function passwordFold(app, self) {
  const form = make("form", "stack");
  form.noValidate = true;
  // Password managers want to know whose password it is.
  const whose = make("input");
  Object.assign(whose, { name: "username", autocomplete: "username", value: self.name, hidden: true });
  const now = passwordField({
    text: words.passwordNow,
    name: "password",
    autocomplete: "current-password",
    test: "password-now",
  });
  const next = passwordField({
    text: words.newPassword,
    name: "new_password",
    autocomplete: "new-password",
    hint: words.passwordHint,
    test: "password-new",
  });
  const done = statusLine();
  form.append(whose, now.root, next.root, submit(words.changePassword, "password-save"), done);
  handleSubmit(
    form,
    "password-error",
    async () => {
      done.textContent = "";
      await app.account.changePassword(now.input.value, next.input.value);
      now.input.value = next.input.value = "";
      done.textContent = words.passwordChanged;
    },
    { forbidden: words.wrongPassword },
  );
  const about = words.changePasswordHint;
  return disclosure({ name: words.changePassword, about, test: "fold-password" }, form).root;
}

function adminFold(app, isAdmin) {
  const form = make("form", "stack");
  form.noValidate = true;
  const { root, label, input } = part("plain-field");
  root.dataset.field = "admin_token";
  label.textContent = words.adminToken;
  input.id = label.htmlFor = "admin-token";
  input.dataset.test = "admin-token";
  const done = statusLine();
  form.append(root, submit(words.becomeAdmin, "admin-go"), done);
  const folded = disclosure(
    { name: words.becomeAdmin, about: words.becomeAdminHint, test: "fold-admin" },
    form,
  );
  handleSubmit(form, "admin-error", async () => {
    await app.account.becomeAdmin(input.value.trim());
    isAdmin(true);
    input.value = "";
    done.textContent = words.becameAdmin;
  });
  return folded;
}

function deleteFold(app, close, named) {
  const form = make("form", "stack");
  form.noValidate = true;
  const password = passwordField({
    text: words.password,
    name: "password",
    autocomplete: "current-password",
    test: "delete-password",
  });
  const button = submit(words.deleteNow, "delete-go");
  button.classList.add("is-danger");
  const lead = make("p");
  named(lead, words.deleteLead);
  form.append(lead, password.root, button);
  handleSubmit(
    form,
    "delete-error",
    async () => {
      await app.account.delete(password.input.value);
      close();
      app.leave(words.accountDeleted);
    },
    { forbidden: words.wrongPassword },
  );
  return disclosure({ name: words.deleteAccount, test: "fold-delete", isDanger: true }, form).root;
}

function leaveForm({ lead, button, test, run }) {
  const form = make("form", "stack");
  form.noValidate = true;
  const place = make("div", "field", null);
  place.dataset.field = "leave";
  const line = make("p", "hint");
  lead(line);
  place.append(line);
  form.append(place, submit(button, test));
  handleSubmit(form, `${test}-error`, run);
  return form;
}

function submit(text, test) {
  const button = make("button", "button", text);
  button.dataset.test = test;
  return button;
}
