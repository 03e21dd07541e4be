import { label } from "../lib/dom.js";
import { words } from "../lib/words.js";
import { serviceWorkers } from "../lib/workers.js";
import { isMentioned } from "../state/selectors.js";

const LONGEST = 200;

/** Browser notifications for private messages and mentions while nobody looks. */
export function notify({ connection, store, goTo }) {
  serviceWorkers()?.addEventListener("message", ({ data }) => goTo(data.room));
  connection.addEventListener("frame", ({ frame }) => {
    if (frame.type !== "new_message" || document.visibilityState === "visible") return;
    const { self, rooms } = store.state;
    if (frame.user.id === self?.id || (!frame.private && !isMentioned(frame, self))) return;
    // The browser asks another process: a millisecond, so last.
    if (!isAllowed()) return;
    const { name } = frame.user;
    const room = rooms.get(frame.room)?.info.name ?? "";
    show(frame.private ? words.notifyPrivate(name) : words.notifyMention(name, room), frame, goTo);
  });
}

/** The bell is there while the permission is still to be asked for, and asks on its click. */
export function bindBell(button, { toasts }) {
  const supported = "Notification" in globalThis;
  const update = () => {
    button.hidden = !supported || Notification.permission !== "default";
  };
  button.addEventListener("click", async () => {
    const permission = await Notification.requestPermission();
    update();
    toasts.show(permission === "granted" ? words.notifyIsOn : words.notifyBlocked);
  });
  label(button, words.notifyOn, true);
  update();
}

function isAllowed() {
  return "Notification" in globalThis && Notification.permission === "granted";
}

function show(title, { room, seq, text }, goTo) {
  // One tag per message: two tabs show one notification.
  const options = {
    body: text.slice(0, LONGEST),
    tag: `${room} ${seq}`,
    icon: "icons/icon-192.png",
  };
  try {
    const note = new Notification(title, options);
    note.onclick = () => {
      window.focus();
      note.close();
      goTo(room);
    };
  } catch {
    // Phones allow them from a service worker alone; it tells the page of a click.
    serviceWorkers()?.ready.then((worker) =>
      worker.showNotification(title, { ...options, data: { room } }),
    );
  }
}
