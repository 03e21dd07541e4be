import { words } from "../../i18n/words.js";
import { make } from "../../lib/dom.js";
import { openDialog } from "../../ui/dialog.js";

/** The unsent messages that no room shows, each to be sent in the current room or discarded. */
export function openOrphanedDrafts(app, items) {
  const list = make("ul", "orphaned-drafts");
  const lead = make("p", "hint", words.orphanedDraftsLead);
  const dialog = openDialog(words.orphanedDraftsTitle, lead, list);
  for (const item of items)
    list.append(entry(app, item, () => list.children.length === 0 && dialog.close()));
}

function entry(app, item, done) {
  const { commands, store } = app;
  const root = make("li", "orphaned-draft");
  const text = make("p", "orphaned-draft-text", item.text);
  text.dir = "auto";
  const act = (words, run) => {
    const button = make("button", "small-button", words);
    button.addEventListener("click", async () => {
      if ((await run()) === false) return;
      root.remove();
      done();
    });
    return button;
  };
  const room = store.state.current;
  const sendHere = async () => {
    if (item.uploads === undefined) commands.send({ room, text: item.text });
    else {
      await app.dialogs.resumeUploads();
      if (!(await app.uploads?.sendAgain(item, room))) return false;
    }
    commands.discard(item.client_id);
    return true;
  };
  const row = make("div", "orphaned-draft-acts");
  if (room !== null) row.append(act(words.sendHere, sendHere));
  row.append(act(words.discard, () => commands.discard(item.client_id)));
  root.append(text, ...names(item), row);
  return root;
}

/** Of the files of a message. */
function names({ uploads = [] }) {
  return uploads.map(({ name }) => make("p", "hint", name));
}
