import { part } from "../lib/dom.js";
import { words } from "../lib/words.js";
import { openDialog } from "./dialog.js";
import { paintBots } from "./account-bots.js";
import { paintDevices } from "./account-devices.js";
import { paintInvitations } from "./account-invitations.js";
import { paintYou } from "./account-you.js";
import { Tabs } from "./tabs.js";

/**
 * What is one's own: name, account, devices, bots; for administrators, who may register. With an
 * `invitation`, a guest finds the form to register open and filled.
 */
export function openAccount(app, { invitation = null } = {}) {
  const { root, you, devices, bots, invitations } = part("account");
  const isAccount = app.store.state.self.kind === "registered";
  const painters = { devices: paintDevices, bots: paintBots, invitations: paintInvitations };
  const panels = { devices, bots, invitations };
  // What a panel shows is asked for when somebody looks at it, each time anew.
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
