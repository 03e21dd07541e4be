import { words } from "../../i18n/words.js";
import { make } from "../../lib/dom.js";
import { plainLine } from "../../lib/format/plain.js";
import { shorten } from "../../lib/graphemes.js";
import { openDialog } from "../../ui/dialog.js";
import { timeElement } from "./time-element.js";

const SHOWN_LENGTH = 280;

/** The pinned messages of a room, the latest pin first; each leads to its message. */
export async function openPins(app, { id }) {
  const pins = await app.attempt(app.commands.pins(id));
  if (pins === undefined) return;
  const list = make("ul", "pins");
  list.dataset.test = "pins";
  const dialog = openDialog(
    words.pinnedMessages,
    pins.length === 0 ? make("p", "hint", words.noPins) : list,
  );
  for (const { message } of pins) {
    const button = make("button", "pin");
    button.dataset.test = "pin";
    const text = make("span", "pin-text", shorten(plainLine(message), SHOWN_LENGTH));
    text.dir = "auto";
    button.append(make("bdi", "author", message.user.name), timeElement(message.at), text);
    button.addEventListener("click", () => {
      dialog.close();
      app.attempt(app.jump(id, message.seq));
    });
    const item = make("li");
    item.append(button);
    list.append(item);
  }
}
