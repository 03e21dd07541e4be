import { words } from "../i18n/words.js";

// Dialogs that most visits do not need are loaded when they are first opened.

export const openAccount = lazy(
  () => import("../features/account/account-dialog.js"),
  "openAccount",
);
export const openInvites = lazy(() => import("../features/invites/room-invites.js"), "openInvites");
export const openLink = lazy(() => import("../features/rooms/link-dialog.js"), "openLink");
export const openRoomEdit = lazy(() => import("../features/rooms/room-edit.js"), "openRoomEdit");
export const openSearch = lazy(() => import("../features/search/search-dialog.js"), "openSearch");

function lazy(load, name) {
  return async (app, ...more) => {
    const module = await load().catch(() => null);
    if (module === null) app.toasts.show(words.unreachable);
    else module[name](app, ...more);
  };
}
