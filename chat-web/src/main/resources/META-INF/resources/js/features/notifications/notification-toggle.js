import { words } from "../../i18n/words.js";
import { label, setIcon } from "../../lib/dom.js";
import { askToNotify, notificationPermission } from "../../lib/notifications.js";

const WANTED = "notifications";

/** The button asks for the permission, and from then on turns notifications off and on. */
export function bindNotificationToggle(button, { storage, toasts }) {
  const update = () => {
    const permission = notificationPermission();
    const isAllowed = permission === "granted";
    button.hidden = permission === null || permission === "denied";
    const isOn = isAllowed && isNotifying(storage);
    setIcon(button.querySelector("svg"), isAllowed && !isOn ? "bell-off" : "bell");
    const offer = isOn ? words.notifyTurnOff : words.notifyTurnOn;
    label(button, isAllowed ? offer : words.notifyOn, true);
  };
  const toggle = () => {
    const turnsOn = !isNotifying(storage);
    storage.set(WANTED, turnsOn ? "on" : "off");
    toasts.show(turnsOn ? words.notifyIsOn : words.notifyIsOff);
  };
  const ask = async () => {
    const said = {
      granted: words.notifyIsOn,
      denied: words.notifyBlocked,
      default: words.notifyUnanswered,
    };
    const permission = await askToNotify();
    storage.set(WANTED, "on");
    toasts.show(said[permission] ?? words.notifyBlocked);
  };
  button.addEventListener("click", async () => {
    if (notificationPermission() === "granted") toggle();
    else await ask();
    update();
  });
  update();
}

/** Whether they are switched on in this browser, where they are allowed. */
export function isNotifying(storage) {
  return storage.get(WANTED) !== "off";
}
