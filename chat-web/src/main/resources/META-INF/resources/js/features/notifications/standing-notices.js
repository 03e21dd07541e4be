import { words } from "../../i18n/words.js";
import { icon, label, make, setText } from "../../lib/dom.js";

/** What must not happen in silence: another identity than before, and a browser that keeps nothing. */
export function standingNotices(app) {
  const identity = new NoticeBar("identity-changed");
  const show = ({ before, now }) => {
    const isAccount = before.kind === "registered";
    identity.show(
      words.identityChanged(before.name, now.name),
      isAccount ? words.signIn : null,
      () => app.dialogs.openAccount(),
    );
  };
  const { identityChange } = app.account;
  if (identityChange !== null) show(identityChange);
  app.account.addEventListener("identity", () => show(app.account.identityChange));

  const siteData = new NoticeBar("no-site-data");
  if (app.storage.isBlocked) siteData.show(words.noSiteData);
  return [identity.root, siteData.root];
}

/** A sentence above the messages that stays until it is closed. Hidden while it has none. */
class NoticeBar {
  #text = make("span");
  #act = make("button", "small-button");
  #run = () => {};

  constructor(test) {
    this.root = make("div", "banner is-quiet");
    this.root.dataset.test = test;
    this.root.setAttribute("role", "status");
    this.root.hidden = true;
    const close = make("button", "icon-button");
    close.dataset.test = `${test}-close`;
    close.append(icon("close"));
    label(close, words.close, true);
    close.addEventListener("click", () => (this.root.hidden = true));
    this.#act.addEventListener("click", () => this.#run());
    this.#act.hidden = true;
    this.root.append(this.#text, this.#act, close);
  }

  /** Shows a sentence, and a button for what can be done about it, if there is an `offer`. */
  show(text, offer = null, run = () => {}) {
    setText(this.#text, text);
    this.#act.hidden = offer === null;
    setText(this.#act, offer ?? "");
    this.#run = run;
    this.root.hidden = false;
  }
}
