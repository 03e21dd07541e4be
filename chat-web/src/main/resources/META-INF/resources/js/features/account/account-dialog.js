import { words } from "../../i18n/words.js";
import { part } from "../../lib/dom.js";
import { openDialog } from "../../ui/dialog.js";
import { Tabs } from "../../ui/tabs.js";
import { paintBots } from "./bots-tab.js";
import { paintYou } from "./profile-tab.js";
import { paintDevices } from "./sessions-tab.js";
import { paintInvitations } from "./signup-invites-tab.js";

/**
 * What is one's own: name, account, devices, bots; for administrators, who may register. With an
 * `invitation`, a guest finds the form to register open and filled.
 */
export function openAccount(app, { invitation = null } = {}) {
  const { root, you, devices, bots, invitations } = part("account");
  const isAccount = app.store.state.self.kind === "registered";
  const painters = { devices: paintDevices, bots: paintBots, invitations: paintInvitations };
  const panels = { devices, bots, invitations };
  // What a panel shows is requested each time it is chosen.
  const show = (id) => painters[id]?.(app, panels[id]);
  const tabs = new Tabs(
    words.account,
    [
      { id: "you", name: words.tabYou, panel: you },
      { id: "devices", name: words.tabDevices, panel: devices },
      { id: "bots", name: words.tabBots, panel: bots },
      { id: "invitations", name: words.tabInvitations, panel: invitations },
    ],
    show,
  );
  tabs.offer("bots", isAccount);
  tabs.offer("invitations", false);
  root.prepend(tabs.root);
  const dialog = openDialog(words.account, root);
  dialog.classList.add("is-wide", "is-pinned");
  paintYou(app, you, {
    invitation,
    close: () => dialog.close(),
    again: () => {
      dialog.close();
      openAccount(app);
    },
    isAdmin: (isAdmin) => tabs.offer("invitations", isAdmin),
  });
  if (invitation === null) tabs.focus();
}
