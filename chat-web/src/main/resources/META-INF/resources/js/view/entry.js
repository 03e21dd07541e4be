import { part, setText } from "../lib/dom.js";
import { explain } from "../lib/explain.js";
import { suggestName } from "../lib/suggest-name.js";
import { words } from "../lib/words.js";
import { FieldError } from "./field-error.js";
import { bindLanguageChoice } from "./language-choice.js";
import { roomForm } from "./room-form.js";
import { bindThemeToggle } from "./theme.js";

/**
 * The first screen: a name, and where to go. Every refusal stands beside its field and nothing
 * typed is lost.
 */
export class EntryView {
  #app;
  #refs = part("entry");
  #error = new FieldError(this.#refs.root, "entry-error");
  #untyped;
  #wish;
  #busy = false;
  #entered;

  constructor(app, { name, wish, reason = null, entered }) {
    this.#app = app;
    this.#wish = wish;
    this.#entered = entered;
    const { form, codeForm, createPart, name: nameInput, code, theme, language } = this.#refs;
    const suggestion = suggestName();
    nameInput.value = name ?? app.storage.get("name") ?? suggestion;
    // What we put there ourselves may be changed a little without asking; a wish and a typed name
    // may not.
    this.#untyped = reason === null ? suggestion : nameInput.value;
    if (wish.way === "code") code.value = wish.code;
    createPart.append(
      roomForm((kind, roomName) => this.#enter({ way: "create", kind, name: roomName })).root,
    );
    form.addEventListener("submit", (event) => this.#submitted(event, this.#wish));
    codeForm.addEventListener("submit", (event) =>
      this.#submitted(event, { way: "code", code: code.value }),
    );
    bindThemeToggle(theme, app.storage);
    bindLanguageChoice(language, app.storage, () => this.#keepTyped());
    this.#explain(reason);
  }

  get root() {
    return this.#refs.root;
  }

  shown() {
    const { name } = this.#refs;
    // Touch keyboards would cover what there is to see.
    if (!matchMedia("(pointer: coarse)").matches) name.select();
  }

  /** Something went wrong before the person did anything here, such as a room that is no more. */
  showProblem({ field, cause }) {
    this.#error.show(field, explain(cause));
  }

  /** The address is what a page that speaks another language begins with. */
  #keepTyped() {
    const { name, code } = this.#refs;
    const address = new URL(location.href);
    if (name.value !== this.#untyped) address.searchParams.set("username", name.value);
    if (code.value !== "") address.searchParams.set("code", code.value);
    history.replaceState({ entering: true }, "", address);
  }

  #explain(reason) {
    const { lead, go } = this.#refs;
    if (this.#app.server.foreign) setText(lead, words.entryAway(this.#app.server.name));
    if (this.#wish.way === "room") setText(go, words.enterRoom(this.#wish.room));
    if (reason !== null) {
      setText(lead, reason);
      setText(go, words.enterAgain);
    }
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
    try {
      await this.#app.entrance.enter({ name, suggested: name === this.#untyped, wish });
      this.#app.storage.set("name", this.#app.store.state.self.name);
      this.#entered();
    } catch (problem) {
      if (problem.field === undefined) throw problem;
      this.#setBusy(false);
      if (problem.field === "room") this.#wishDefault();
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
