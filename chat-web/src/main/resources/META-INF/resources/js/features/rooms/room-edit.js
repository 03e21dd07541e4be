import { words } from "../../i18n/words.js";
import { part, setText } from "../../lib/dom.js";
import { oneLine } from "../../lib/text.js";
import { Disconnected, newKey } from "../../net/protocol.js";
import { countDown } from "../../ui/count-down.js";
import { openDialog } from "../../ui/dialog.js";
import { handleSubmit } from "../../ui/form-submit.js";

/** The limits of protocol version 1, in code points. */
const LONGEST = { name: 64, topic: 250 };

/** Changes the name and the topic of a room; what another user changes meanwhile is shown. */
export function openRoomEdit(app, { id, permanent }) {
  const refs = part("room-edit-form");
  const { root, name, topic, said } = refs;
  const fields = permanent ? { topic } : { name, topic };
  name.required = !permanent;
  refs.nameField.hidden = permanent;
  refs.fixed.hidden = !permanent;

  const before = {};
  const follow = () => {
    const room = app.store.state.rooms.get(id);
    if (room === undefined) return; // it ended; what was typed stays
    for (const [field, input] of Object.entries(fields)) {
      const now = room.info[field] ?? "";
      // A field that the user has not touched shows what the room has now.
      if (input.value === (before[field] ?? "")) input.value = now;
      before[field] = now;
    }
  };
  follow();

  if (!permanent) countDown(name, refs.nameLeft, said, LONGEST.name);
  countDown(topic, refs.topicLeft, said, LONGEST.topic);
  topic.addEventListener("beforeinput", (event) => {
    if (event.inputType !== "insertLineBreak" && event.inputType !== "insertParagraph") return;
    event.preventDefault();
    root.requestSubmit();
  });

  const dialog = openDialog(words.editRoom, root);
  dialog.dataset.test = "room-edit";
  const unsubscribe = app.store.subscribe(() => !root.hasAttribute("aria-busy") && follow());
  const isClosed = new AbortController();
  dialog.addEventListener("close", () => {
    unsubscribe();
    isClosed.abort();
  });

  let sent = "";
  let client_id;
  const save = async () => {
    const change = {};
    for (const [field, input] of Object.entries(fields)) {
      const wanted = oneLine(input.value);
      if (wanted !== before[field]) change[field] = wanted;
    }
    if (Object.keys(change).length > 0) {
      // The same change keeps its key, so that one that arrived already is not made twice.
      if (JSON.stringify(change) !== sent) client_id = newKey();
      sent = JSON.stringify(change);
      await deliver(app, { room: id, client_id, ...change }, said, isClosed.signal);
    }
    if (isClosed.signal.aborted) return;
    dialog.close();
    app.liveRegion.say(words.saved);
  };
  const hold = (isHeld) => {
    name.readOnly = topic.readOnly = isHeld;
    refs.save.setAttribute("aria-disabled", String(isHeld));
  };
  const saveOnce = async () => {
    hold(true);
    try {
      await save();
    } finally {
      hold(false);
      setText(said, "");
    }
  };
  const reasons = {
    forbidden: words.mayNotChange,
    "forbidden.name": words.roomNameFixed,
    "invalid.topic": words.topicTooLong,
  };
  handleSubmit(root, "room-edit-error", saveOnce, reasons, "room");
}

/** Sends a change until there is an answer: after a lost connection once more, under the same key. */
async function deliver({ commands, connection }, change, said, isClosed) {
  for (;;) {
    try {
      await commands.changeRoom(change);
      return;
    } catch (error) {
      if (!(error instanceof Disconnected) || isClosed.aborted) throw error;
    }
    setText(said, words.changeWaits);
    await opened(connection, isClosed);
    if (isClosed.aborted) return;
    setText(said, "");
  }
}

function opened(connection, isClosed) {
  return new Promise((resolve) => {
    const look = () => {
      if (!connection.isOpen && !isClosed.aborted) return;
      connection.removeEventListener("link", look);
      isClosed.removeEventListener("abort", look);
      resolve();
    };
    connection.addEventListener("link", look);
    isClosed.addEventListener("abort", look);
    look();
  });
}
