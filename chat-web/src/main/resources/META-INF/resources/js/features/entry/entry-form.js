import { words } from "../../i18n/words.js";
import { make, part, setText } from "../../lib/dom.js";
import { suggestName } from "../../lib/suggest-name.js";
import { inviteReason, reasonOf } from "../../ui/error-messages.js";
import { FieldError } from "../../ui/field-error.js";
import { bindLanguageChoice } from "../../ui/language-choice.js";
import { Tabs } from "../../ui/tabs.js";
import { bindThemeToggle } from "../../ui/theme.js";
import { registerForm } from "../account/register.js";
import { signInForm } from "../account/sign-in.js";
import { publicName } from "../rooms/public-name.js";
import { roomForm } from "../rooms/room-form.js";
import { EntryProblem } from "./entry-error.js";

/**
 * The first screen: a name, and where to go; beside it the ways for those who have an account or
 * want one. Every refusal stands beside its field and nothing typed is lost.
 *
 * `account` is the name of whoever was signed in until now and did not sign out; `hadAccount` tells
 * that an account was left, by signing out too. Of `app` it needs {server, storage,
 * entrance: {enter}, account: {registration, signIn, register}}; `entered(wish)` and `arrived()` are
 * told when somebody has come in.
 */
export class EntryView {
  #app;
  #refs = part("entry");
  #error = new FieldError(this.#refs.guest, "entry-error");
  #tabs;
  #forms;
  #untyped;
  #wish;
  #busy = false;
  #entered;

  constructor(app, options) {
    const { name, wish, reason = null, account = null, invitation = null, entered, arrived } = options;
    const { hadAccount = account !== null } = options;
    this.#app = app;
    this.#wish = wish;
    this.#entered = entered;
    const { form, codeForm, createPart, name: nameInput, code, theme, language } = this.#refs;
    const suggestion = suggestName();
    // The name of an account is none to come in with as a guest.
    const former = [name, app.storage.get("name")].find((each) => each && each !== account);
    nameInput.value = former ?? suggestion;
    // What we put there ourselves may be changed a little without asking; a wish and a typed name
    // may not.
    this.#untyped = reason === null || account !== null ? suggestion : nameInput.value;
    if (wish.way === "code") code.value = wish.code;
    createPart.append(
      roomForm(
        (kind, roomName) => this.#enter({ way: "create", kind, name: roomName }),
        app.store?.state.limits,
      ).root,
    );
    form.addEventListener("submit", (event) => this.#submitted(event, this.#wish));
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

  /** A server that cannot be asked just now says it when somebody tries. */
  async #learnMode(invitation) {
    try {
      const mode = await this.#app.account.registration();
      this.#forms.register.setMode(mode);
      this.#forms.signIn.setClosed(mode === "closed");
      this.#tabs.offer("register", mode !== "closed");
      if (mode === "closed" && invitation !== null) this.#tabs.choose("signIn");
    } catch (error) {
      reasonOf(error);
    }
  }

  /** Something went wrong before the person did anything here, such as a room that is no more. */
  showProblem(problem) {
    const reason = problem.field === "invite" ? inviteReason(problem.cause) : reasonOf(problem.cause);
    this.#error.show(problem.field, reason);
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
    if (this.#wish.way === "room") setText(go, words.enterRoom(this.#wish.room));
    if (this.#wish.way === "invite") {
      setText(lead, words.invitedLead(this.#wish.called));
      setText(go, words.acceptInvite);
    }
    if (reason !== null) {
      setText(lead, reason);
      // Whoever left an account comes in as a guest for the first time.
      if (!hadAccount) setText(go, words.enterAgain);
    }
  }

  /** A link may name a room by its id; the button shows what people call it. */
  async #nameRoom() {
    const wish = this.#wish;
    if (wish.way !== "room") return;
    const name = await publicName(this.#app.server, wish.room).catch(() => null);
    if (name !== null && this.#wish === wish) setText(this.#refs.go, words.enterRoom(name));
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

  #submitted(event, wish) {
    event.preventDefault();
    if (wish.way === "code" && wish !== this.#wish) this.#enter(wish);
    else this.#enter(wish.way === "code" ? { ...wish, code: this.#refs.code.value } : wish);
  }

  async #enter(wish) {
    if (this.#busy) return;
    this.#setBusy(true);
    this.#error.clear();
    const name = this.#refs.name.value;
    const { server, storage } = this.#app;
    // Until this has worked a reload comes back to this screen, with a session or without.
    if (!server.session.known) storage.set("entering", "yes");
    try {
      await this.#app.entrance.enter({ name, suggested: name === this.#untyped, wish });
      this.#entered(wish);
    } catch (problem) {
      if (!(problem instanceof EntryProblem)) throw problem;
      this.#setBusy(false);
      this.#keepTyped();
      if (problem.field === "room" || problem.field === "invite") this.#wishDefault();
      if (problem.field === "create") this.#refs.createPart.open = true;
      this.showProblem(problem);
    } finally {
      this.#setBusy(false);
    }
  }

  /** A room that does not exist is not asked for twice. */
  #wishDefault() {
    this.#wish = { way: "default" };
    setText(this.#refs.go, words.enter);
  }

  #setBusy(busy) {
    this.#busy = busy;
    this.#refs.root.setAttribute("aria-busy", String(busy));
  }
}
