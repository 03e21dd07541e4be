import { words } from "../lib/words.js";

// What most visits do without is fetched when somebody asks for it.

export const openAccount = later(() => import("./account-dialog.js"), "openAccount");
export const openInvites = later(() => import("./invites.js"), "openInvites");
export const openLink = later(() => import("./link-dialog.js"), "openLink");
export const openRoomEdit = later(() => import("./room-edit.js"), "openRoomEdit");
export const openSearch = later(() => import("./search.js"), "openSearch");

function later(load, name) {
  return async (app, ...more) => {
    const module = await load().catch(() => null);
    if (module === null) app.toasts.show(words.unreachable);
    else module[name](app, ...more);
  };
}
