import { words } from "../../i18n/words.js";
import { make } from "../../lib/dom.js";
import { plainLine } from "../../lib/format/plain.js";
import { shorten } from "../../lib/graphemes.js";
import { dayOrTime, exactTime } from "../../lib/time.js";
import { openDialog } from "../../ui/dialog.js";
import { roomName } from "../rooms/selectors.js";

const SHOWN_LENGTH = 280;

/** The messages that mention the user, in all rooms, the newest first; each leads to its message. */
export async function openMentions(app) {
  const first = await app.attempt(app.commands.mentions());
  if (first === undefined) return;
  const list = make("ul", "pins");
  list.dataset.test = "mentions";
  const none = make("p", "hint", words.noMentions);
  const more = make("button", "text-button", words.moreMentions);
  more.dataset.test = "more-mentions";
  const dialog = openDialog(words.mentions, list, none, more);
  let before;
  show(first);
  more.addEventListener("click", async () => {
    more.disabled = true;
    const page = await app.attempt(app.commands.mentions(before));
    more.disabled = false;
    if (page === undefined) return;
    const shown = list.children.length;
    show(page);
    // The button may be gone: what was asked for takes the focus.
    list.children[shown]?.querySelector("button").focus();
  });

  function show(page) {
    list.append(...page.events.map((event) => entry(app, event, () => dialog.close())));
    none.hidden = list.children.length > 0 || page.more;
    more.hidden = !page.more;
    ({ before } = page);
  }
}

function entry(app, event, close) {
  const { room, seq, user, at } = event;
  const button = make("button", "pin");
  button.dataset.test = "mention-entry";
  const held = app.store.state.rooms.get(room);
  const when = make("time", "when", dayOrTime(at));
  when.dateTime = at;
  when.title = exactTime(at);
  const text = make("span", "pin-text", shorten(plainLine(event), SHOWN_LENGTH));
  text.dir = "auto";
  const where = make("bdi", "hint", held === undefined ? "" : roomName(held));
  button.append(make("bdi", "author", user.name), where, when, text);
  button.addEventListener("click", () => {
    close();
    app.attempt(app.jump(room, seq));
  });
  const item = make("li");
  item.append(button);
  return item;
}
