import { label, setIcon } from "../lib/dom.js";
import { shorten } from "../lib/graphemes.js";
import { words } from "../lib/words.js";
import { serviceWorkers } from "../lib/workers.js";
import { isMentioned } from "../state/selectors.js";

const LONGEST = 200;
const WANTED = "notifications";

/** Browser notifications for private messages and mentions while nobody looks. */
export function notify({ connection, store, storage, goTo }) {
  serviceWorkers()?.addEventListener("message", ({ data }) => goTo(data.room));
  connection.addEventListener("frame", ({ frame }) => {
    if (frame.type !== "new_message" || document.visibilityState === "visible") return;
    const { self, rooms } = store.state;
    if (frame.user.id === self?.id || (!frame.private && !isMentioned(frame, self))) return;
    // The browser asks another process: a millisecond, so last.
    if (!isAllowed() || !isWanted(storage)) return;
    const { name } = frame.user;
    const room = rooms.get(frame.room)?.info.name ?? "";
    show(frame.private ? words.notifyPrivate(name) : words.notifyMention(name, room), frame, goTo);
  });
}

/** The bell asks for the permission, and from then on turns notifications off and on. */
export function bindBell(button, { storage, toasts }) {
  const supported = "Notification" in globalThis;
  const update = () => {
    button.hidden = !supported || Notification.permission === "denied";
    const isOn = isAllowed() && isWanted(storage);
    setIcon(button.querySelector("svg"), isAllowed() && !isOn ? "bell-off" : "bell");
    const offer = isOn ? words.notifyTurnOff : words.notifyTurnOn;
    label(button, isAllowed() ? offer : words.notifyOn, true);
  };
  const toggle = () => {
    const turnsOn = !isWanted(storage);
    storage.set(WANTED, turnsOn ? "on" : "off");
    toasts.show(turnsOn ? words.notifyIsOn : words.notifyIsOff);
  };
  const ask = async () => {
    const permission = await Notification.requestPermission();
    storage.set(WANTED, "on");
    toasts.show(permission === "granted" ? words.notifyIsOn : words.notifyBlocked);
  };
  button.addEventListener("click", async () => {
    if (isAllowed()) toggle();
    else await ask();
    update();
  });
  if (supported) update();
  else button.hidden = true;
}

/** Whether they are switched on in this browser, where they are allowed. */
function isWanted(storage) {
  return storage.get(WANTED) !== "off";
}

function isAllowed() {
  return "Notification" in globalThis && Notification.permission === "granted";
}

function show(title, { room, seq, text }, goTo) {
  // One tag per message: two tabs show one notification.
  const options = {
    body: shorten(text, LONGEST),
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
