import { words } from "../../i18n/words.js";
import { plainLine } from "../../lib/format/plain.js";
import { shorten } from "../../lib/graphemes.js";
import { NARROW } from "../../lib/widths.js";

const LONGEST = 80;

/**
 * Where the list of rooms is out of sight, a toast tells of a private message in another room, until
 * that is opened.
 */
export function showPrivateMessageToasts({ connection, store, toasts, goTo }) {
  store.subscribe(({ current }, before) => current !== before.current && toasts.close(current));
  connection.addEventListener("frame", ({ frame }) => {
    const { current, self } = store.state;
    const { type, room, user } = frame;
    const level = store.state.rooms.get(room)?.info.level;
    if (level === "mentions" || level === "none") return;
    if (type !== "new_message" || !frame.private || room === current || user.id === self?.id) return;
    if (document.visibilityState !== "visible" || !matchMedia(NARROW).matches) return;
    const line = words.announce(words.notifyPrivate(user.name), shorten(plainLine(frame), LONGEST));
    // The live region says it already.
    toasts.show(line, words.open, () => goTo(room), { key: room, isSpoken: true });
  });
}
