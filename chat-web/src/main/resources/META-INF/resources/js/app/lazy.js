import { words } from "../i18n/words.js";

// What most visits do without is fetched when somebody asks for it.

export const openAccount = later(() => import("../features/account/account-dialog.js"), "openAccount");
export const openInvites = later(() => import("../features/invites/room-invites.js"), "openInvites");
export const openLink = later(() => import("../features/rooms/link-dialog.js"), "openLink");
export const openRoomEdit = later(() => import("../features/rooms/room-edit.js"), "openRoomEdit");
export const openSearch = later(() => import("../features/search/search-dialog.js"), "openSearch");

function later(load, name) {
  return async (app, ...more) => {
    const module = await load().catch(() => null);
    if (module === null) app.toasts.show(words.unreachable);
    else module[name](app, ...more);
  };
}
