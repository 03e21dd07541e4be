import { words } from "../../i18n/words.js";
import { make, setText } from "../../lib/dom.js";
import { withoutRoom } from "./selectors.js";

/**
 * Unsent messages that no room shows: those of another user of this browser, and those whose room
 * is gone. They are sent only when the user chooses to.
 */
export class OrphanedDraftsNotice {
  #text = make("span");
  #seen = {};
  #shown = [];

  constructor(app) {
    this.root = make("div", "banner is-quiet");
    this.root.dataset.test = "strangers";
    this.root.hidden = true;
    const button = make("button", "small-button", words.show);
    button.addEventListener("click", () => app.dialogs.openOrphanedDrafts(this.#shown));
    this.root.append(this.#text, button);
  }

  render(state) {
    const { orphanedDrafts, pending, rooms } = state;
    const seen = this.#seen;
    const isSame = seen.orphanedDrafts === orphanedDrafts && seen.pending === pending;
    if (isSame && seen.rooms === rooms) return;
    this.#seen = { orphanedDrafts, pending, rooms };
    const lost = withoutRoom(state);
    this.#shown = [...orphanedDrafts, ...lost];
    this.root.hidden = this.#shown.length === 0;
    const phrases = [];
    const { length } = orphanedDrafts;
    if (length > 0) phrases.push(words.orphanedDrafts(length, orphanedDrafts[0].name));
    if (lost.length > 0) phrases.push(words.withoutRoom(lost.length));
    setText(this.#text, phrases.join(" "));
  }
}
