import { words } from "../../i18n/words.js";
import { make, part, setText } from "../../lib/dom.js";
import { suggestName } from "../../lib/suggest-name.js";
import { errorMessage, inviteErrorMessage } from "../../ui/error-messages.js";
import { FieldError } from "../../ui/field-error.js";
import { bindLanguageChoice } from "../../ui/language-choice.js";
import { Tabs } from "../../ui/tabs.js";
import { bindThemeToggle } from "../../ui/theme.js";
import { registerForm } from "../account/register.js";
import { signInForm } from "../account/sign-in.js";
import { publicName } from "../rooms/public-name.js";
import { roomForm } from "../rooms/room-form.js";
import { EntryError } from "./entry-error.js";

/**
 * The first screen: a name, and where to go; beside it the ways for those who have an account or
 * want one. Every refusal stands beside its field and nothing typed is lost.
 *
 * `account` is the name of the user who was signed in and did not sign out; `hadAccount` tells
 * that an account was left, by signing out too. Of `app` it needs {server, storage,
 * entryFlow: {enter}, account: {registration, signIn, register}}; `entered(destination)` and
 * `arrived()` are called when the user has entered as a guest, or with an account.
 */
export class EntryForm {
  #app;
  #refs = part("entry");
  #error = new FieldError(this.#refs.guest, "entry-error");
  #tabs;
  #forms;
  #untyped;
  #destination;
  #busy = false;
  #entered;

  constructor(app, options) {
    const { name, destination, entered, arrived } = options;
    const { reason = null, account = null, invitation = null } = options;
    const { hadAccount = account !== null } = options;
    this.#app = app;
    this.#destination = destination;
    this.#entered = entered;
    const { form, codeForm, createPart, name: nameInput, code, theme, language } = this.#refs;
    const suggestion = suggestName();
    // The name of an account is none to come in with as a guest.
    const former = [name, app.storage.get("name")].find((each) => each && each !== account);
    nameInput.value = former ?? suggestion;
    // A suggested name may be changed a little without asking; that of a link and a typed one not.
    this.#untyped = reason === null || account !== null ? suggestion : nameInput.value;
    if (destination.way === "code") code.value = destination.code;
    const { root: createForm, wanted } = roomForm(app.store?.state.limits);
    createPart.append(createForm);
    createForm.addEventListener("submit", (event) =>
      this.#submitted(event, { way: "create", ...wanted() }),
    );
    form.addEventListener("submit", (event) => this.#submitted(event, this.#destination));
    codeForm.addEventListener("submit", (event) =>
      this.#submitted(event, { way: "code", code: code.value }),
    );
    bindThemeToggle(theme, app.storage);
    bindLanguageChoice(language, app.storage, () => this.#keepTyped());
    this.#explain(reason, hadAccount);
    if (reason === null) this.#nameRoom();
    if (app.storage.isBlocked) this.#refs.siteData.textContent = words.noSiteData;
    this.#refs.siteData.hidden = !app.storage.isBlocked;
    this.#offerWays({ reason, account, invitation, arrived });
  }

  get root() {
    return this.#refs.root;
  }

  shown() {
    // Touch keyboards would cover what there is to see.
    if (!matchMedia("(pointer: coarse)").matches) this.#focusChosen();
  }

  #focusChosen() {
    const form = this.#forms[this.#tabs.chosen];
    if (form === undefined) this.#refs.name.select();
    else form.focus();
  }

  #offerWays({ reason, account, invitation, arrived }) {
    const { ways, guest, signIn, register } = this.#refs;
    const setUp = () => {
      this.#tabs.offer("register", true);
      this.#tabs.choose("register");
      this.#forms.register.setUp();
    };
    this.#forms = {
      signIn: signInForm(this.#app, {
        name: account ?? "",
        test: "sign-in-error",
        done: arrived,
        setUp,
      }),
      register: registerForm(this.#app, {
        invitation,
        test: "register-error",
        done: arrived,
      }),
    };
    signIn.append(this.#forms.signIn.root);
    register.append(this.#forms.register.root);
    const leads = {
      guest: this.#refs.lead.textContent,
      signIn: account === null ? words.signInLead : words.signInAgain,
      register: invitation === null ? words.registerLead : words.invitedToRegister,
    };
    this.#tabs = new Tabs(
      words.ways,
      [
        { id: "guest", name: words.asGuest, panel: guest },
        { id: "signIn", name: words.signIn, panel: signIn },
        { id: "register", name: words.register, panel: register },
      ],
      (id) => setText(this.#refs.lead, reason ?? leads[id]),
    );
    ways.append(this.#tabs.root);
    if (account !== null) this.#tabs.choose("signIn");
    else if (invitation !== null) this.#tabs.choose("register");
    this.#learnMode(invitation);
  }

  /** If the server cannot be reached just now, the error is shown when the user tries. */
  async #learnMode(invitation) {
    try {
      const mode = await this.#app.account.registration();
      this.#forms.register.setMode(mode);
      this.#forms.signIn.setClosed(mode === "closed");
      this.#tabs.offer("register", mode !== "closed");
      if (mode === "closed" && invitation !== null) this.#tabs.choose("signIn");
    } catch (error) {
      errorMessage(error);
    }
  }

  /** Something went wrong before the person did anything here, such as a room that is no more. */
  showProblem(problem) {
    const { field, cause } = problem;
    this.#error.show(field, field === "invite" ? inviteErrorMessage(cause) : errorMessage(cause));
  }

  /** The address is what the next page begins with: in another language, or after a reload. */
  #keepTyped() {
    const { name, code } = this.#refs;
    const address = new URL(location.href);
    if (name.value !== this.#untyped) address.searchParams.set("username", name.value);
    if (code.value !== "") address.hash = new URLSearchParams({ code: code.value });
    history.replaceState({ entering: true }, "", address);
  }

  #explain(reason, hadAccount) {
    const { lead, go } = this.#refs;
    if (this.#app.server.foreign) this.#explainServer();
    if (this.#destination.way === "room") setText(go, words.enterRoom(this.#destination.room));
    if (this.#destination.way === "invite") {
      setText(lead, words.invitedLead(this.#destination.called));
      setText(go, words.acceptInvite);
    }
    if (reason !== null) {
      setText(lead, reason);
      // A user who left an account enters as a guest for the first time.
      if (!hadAccount) setText(go, words.enterAgain);
    }
  }

  /** A link may name a room by its id; the button shows what people call it. */
  async #nameRoom() {
    const destination = this.#destination;
    if (destination.way !== "room") return;
    const name = await publicName(this.#app.server, destination.room).catch(() => null);
    if (name !== null && this.#destination === destination)
      setText(this.#refs.go, words.enterRoom(name));
  }

  /** Another server than the page's own is named, and can be left. */
  #explainServer() {
    const { server, storage } = this.#app;
    setText(this.#refs.lead, words.entryAway(server.name));
    const leave = make("button", "text-button", words.leaveServer(server.name));
    leave.dataset.test = "leave-server";
    leave.addEventListener("click", () => {
      storage.remove("server");
      location.assign("./");
    });
    this.#refs.lead.after(leave);
  }

  #submitted(event, destination) {
    event.preventDefault();
    const isTyped = destination.way === "code" && destination === this.#destination;
    this.#enter(isTyped ? { ...destination, code: this.#refs.code.value } : destination);
  }

  async #enter(destination) {
    if (this.#busy) return;
    this.#setBusy(true);
    this.#error.clear();
    const name = this.#refs.name.value;
    const { server, storage } = this.#app;
    // Until this has worked a reload comes back to this screen, with a session or without.
    if (!server.session.known) storage.set("entering", "yes");
    try {
      await this.#app.entryFlow.enter({ name, suggested: name === this.#untyped, destination });
      this.#entered(destination);
    } catch (problem) {
      if (!(problem instanceof EntryError)) throw problem;
      this.#setBusy(false);
      this.#keepTyped();
      if (problem.field === "room" || problem.field === "invite") this.#chooseDefault();
      if (problem.field === "create") this.#refs.createPart.open = true;
      this.showProblem(problem);
    } finally {
      this.#setBusy(false);
    }
  }

  /** A room that does not exist is not asked for twice. */
  #chooseDefault() {
    this.#destination = { way: "default" };
    setText(this.#refs.go, words.enter);
  }

  #setBusy(busy) {
    this.#busy = busy;
    this.#refs.root.setAttribute("aria-busy", String(busy));
  }
}
