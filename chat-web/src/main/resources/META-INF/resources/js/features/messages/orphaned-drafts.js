import { words } from "../../i18n/words.js";
import { make, setText } from "../../lib/dom.js";
import { openDialog } from "../../ui/dialog.js";
import { homeless } from "../rooms/selectors.js";

/**
 * Unsent messages that have no place in a room: those of another name in this browser, and those
 * whose room is gone. They are shown, and sent only if somebody says so.
 */
export class StrangersNotice {
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
    const { strangers, pending, rooms } = state;
    const seen = this.#seen;
    if (seen.strangers === strangers && seen.pending === pending && seen.rooms === rooms) return;
    this.#seen = { strangers, pending, rooms };
    const lost = homeless(state);
    this.#shown = [...strangers, ...lost];
    this.root.hidden = this.#shown.length === 0;
    const phrases = [];
    if (strangers.length > 0) phrases.push(words.strangers(strangers.length, strangers[0].name));
    if (lost.length > 0) phrases.push(words.homeless(lost.length));
    setText(this.#text, phrases.join(" "));
  }

  #open() {
    const list = make("ul", "strangers");
    const dialog = openDialog(words.strangersTitle, make("p", "hint", words.strangersLead), list);
    for (const item of this.#shown)
      list.append(this.#item(item, () => list.children.length === 0 && dialog.close()));
  }

  #item(item, done) {
    const root = make("li", "stranger");
    const text = make("p", "stranger-text", item.text);
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
    const row = make("div", "stranger-acts");
    if (room !== null) row.append(act(words.sendHere, sendHere));
    row.append(act(words.discard, () => commands.discard(item.client_id)));
    root.append(text, row);
    return root;
  }
}
