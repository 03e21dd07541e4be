import { words } from "../lib/words.js";

// Dialogs that a first visit can do without: each comes when somebody asks for it.

export const openAccount = late(() => import("./account-dialog.js"), "openAccount");
export const openHelp = late(() => import("./forms.js"), "openHelp");
export const openInvites = late(() => import("./invites.js"), "openInvites");
export const openJoinCode = late(() => import("./forms.js"), "openJoinCode");
export const openNewRoom = late(() => import("./forms.js"), "openNewRoom");
export const openSearch = late(() => import("./search.js"), "openSearch");
export const openSettings = late(() => import("./settings.js"), "openSettings");

function late(load, open) {
  return async (app, ...more) => {
    let dialog;
    try {
      dialog = await load();
    } catch (error) {
      // What browsers throw when a module does not arrive; any other fault is the page's own.
      if (!(error instanceof TypeError)) throw error;
      app.toasts.show(words.unreachable);
      return;
    }
    dialog[open](app, ...more);
  };
}
