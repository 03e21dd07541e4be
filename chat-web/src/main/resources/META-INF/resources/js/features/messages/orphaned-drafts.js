import { words } from "../../i18n/words.js";
import { make, setText } from "../../lib/dom.js";
import { openDialog } from "../../ui/dialog.js";
import { withoutRoom } from "./selectors.js";

/**
 * Unsent messages that no room shows: those of another user of this browser, and those whose room
 * is gone. They are sent only when the user chooses to.
 */
export class OrphanedDraftsNotice {
  #app;
  #text = make("span");
  #seen = {};
  #shown = [];

  constructor(app) {
    this.#app = app;
    this.root = make("div", "banner is-quiet");
    this.root.dataset.test = "strangers";
    this.root.hidden = true;
    const button = make("button", "small-button", words.show);
    button.addEventListener("click", () => this.#open());
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

  #open() {
    const list = make("ul", "orphaned-drafts");
    const lead = make("p", "hint", words.orphanedDraftsLead);
    const dialog = openDialog(words.orphanedDraftsTitle, lead, list);
    for (const item of this.#shown)
      list.append(this.#item(item, () => list.children.length === 0 && dialog.close()));
  }

  #item(item, done) {
    const root = make("li", "orphaned-draft");
    const text = make("p", "orphaned-draft-text", item.text);
    text.dir = "auto";
    const act = (words, run) => {
      const button = make("button", "small-button", words);
      button.addEventListener("click", () => {
        run();
        root.remove();
        done();
      });
      return button;
    };
    const { commands, store } = this.#app;
    const room = store.state.current;
    const sendHere = () => {
      commands.send({ room, text: item.text });
      commands.discard(item.client_id);
    };
    const row = make("div", "orphaned-draft-acts");
    if (room !== null) row.append(act(words.sendHere, sendHere));
    row.append(act(words.discard, () => commands.discard(item.client_id)));
    root.append(text, row);
    return root;
  }
}
