import { serviceWorkers } from "./workers.js";

/** "granted", "denied", "default" (not asked, or not answered), or null where there are none. */
export function notificationPermission() {
  try {
    return Notification.permission;
  } catch {
    return null;
  }
}

/** Asks the person, in the browser's own way; resolves to the permission. */
export async function askToNotify() {
  try {
    return await Notification.requestPermission();
  } catch {
    return notificationPermission();
  }
}

/**
 * Shows a notification; `clicked` is called when the person follows it. Phones allow them from a
 * service worker alone, which tells the page of a click by a message. Returns what closes it.
 */
export function showNotification(title, options, clicked) {
  try {
    const shown = new Notification(title, options);
    shown.onclick = () => {
      shown.close();
      clicked();
    };
    return () => shown.close();
  } catch {
    const worker = serviceWorkers()?.ready;
    worker?.then((ready) => ready.showNotification(title, options)).catch(() => {});
    return () => worker?.then((ready) => closeAll(ready, options.tag)).catch(() => {});
  }
}

async function closeAll(worker, tag) {
  for (const shown of await worker.getNotifications({ tag })) shown.close();
}
