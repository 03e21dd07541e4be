import { number } from "../../i18n/grammar.js";
import { words } from "../../i18n/words.js";
import { make } from "../../lib/dom.js";
import { plainLine } from "../../lib/format/plain.js";
import { shorten } from "../../lib/graphemes.js";
import { dayOrTime, exactTime } from "../../lib/time.js";
import { openDialog } from "../../ui/dialog.js";
import { roomName } from "../rooms/selectors.js";
import { followKey } from "./follows.js";

const SHOWN_LENGTH = 280;

/** The threads that the user follows, those with something unread first; each opens its panel. */
export async function openThreads(app) {
  const threads = await app.attempt(app.commands.threads());
  if (threads === undefined) return;
  const roots = await app.attempt(app.commands.rootsOf(threads));
  if (roots === undefined) return;
  const known = threads.filter(({ room }) => app.store.state.rooms.has(room));
  // Sorting is stable: the latest stay first among equals.
  known.sort((a, b) => Number(b.unread > 0) - Number(a.unread > 0));
  const list = make("ul", "pins");
  list.dataset.test = "threads";
  const hint = make("p", "hint", words.noThreads);
  const dialog = openDialog(words.threads, known.length === 0 ? hint : list);
  for (const thread of known) {
    const item = make("li");
    item.append(
      entry(app, thread, roots.get(followKey(thread.room, thread.root)), () => dialog.close()),
    );
    list.append(item);
  }
}

function entry(app, { room, root, unread }, message, close) {
  const button = make("button", "pin");
  button.dataset.test = "thread-entry";
  const where = make("bdi", "hint", roomName(app.store.state.rooms.get(room)));
  if (message !== undefined) button.append(...about(message, where));
  else button.append(where, make("span", "pin-text", words.threadRootGone));
  if (unread > 0) {
    const badge = make("span", "badge", number(unread));
    badge.setAttribute("aria-hidden", "true");
    const spoken = make("span", "unseen", words.unreadCount(unread));
    button.append(badge, spoken);
  }
  button.addEventListener("click", async () => {
    close();
    await app.attempt(app.commands.openRoom(room));
    app.dialogs.openThread({ room, root });
  });
  return button;
}

function about(message, where) {
  const { user, at, deleted, replies } = message;
  const when = make("time", "when", dayOrTime(at));
  when.dateTime = at;
  when.title = exactTime(at);
  const line = deleted ? words.messagesDeleted(1) : plainLine(message);
  const shown = make("span", "pin-text", shorten(line, SHOWN_LENGTH));
  shown.dir = "auto";
  const count = make("span", "hint", words.replies(replies?.count ?? 0));
  return [make("bdi", "author", user.name), where, when, shown, count];
}
