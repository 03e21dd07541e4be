import { words } from "../../i18n/words.js";
import { make } from "../../lib/dom.js";
import { openDialog } from "../../ui/dialog.js";
import { hearFormattedParts } from "./formatted-parts.js";
import { paintText } from "./message-text.js";
import { timeElement } from "./time-element.js";

/** The texts that a message had, the latest first. */
export async function openVersions(app, event) {
  if (event === null) return;
  const versions = await app.attempt(app.commands.versions(event.room, event.seq));
  if (versions === undefined) return;
  const list = make("ol", "versions");
  list.dataset.test = "versions";
  for (const { at, text, rev } of versions.reverse()) {
    const item = make("li", "version");
    const shown = make("div", "text");
    shown.dir = "auto";
    paintText(shown, text, [], null);
    item.append(timeElement(at), shown);
    if (rev === event.seq) item.append(make("span", "hint", words.firstVersion));
    list.append(item);
  }
  hearFormattedParts(list, (said) => app.liveRegion.say(said, "copied"));
  openDialog(words.versions, list);
}
