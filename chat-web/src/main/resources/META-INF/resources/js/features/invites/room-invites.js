import { words } from "../../i18n/words.js";
import { roomAddress } from "../../lib/deep-link.js";
import { make } from "../../lib/dom.js";
import { relativeTime } from "../../lib/relative-time.js";
import { copyOnceField, statusLine } from "../../ui/copy-once-field.js";
import { openDialog } from "../../ui/dialog.js";
import { errorMessage } from "../../ui/error-messages.js";
import { actionButton, listItem, loadInto } from "../../ui/list-item.js";
import { createInvite, listInvites, revokeInvite } from "./commands.js";

/** The invitations to a private room: make a link, and see and take back those in force. */
export function openInvites(app, room) {
  const panel = make("div", "account-panel");
  panel.dataset.test = "invites";
  openDialog(words.inviteTo(room.name), panel);
  paint(app, room, panel, {}).then(() => panel.querySelector("[data-test=invite-make]")?.focus());
}

function paint(app, room, panel, { secret = null, said = "" }) {
  return loadInto(panel, listInvites(app, room.id), (invites) => {
    const done = statusLine();
    done.textContent = said;
    const again = (shown) => paint(app, room, panel, shown);
    const list = make("ul", "list-items");
    const youngest = [...invites].sort((a, b) => b.at.localeCompare(a.at));
    for (const invite of youngest) list.append(item(app, room, invite, done, again));
    const none = invites.length === 0 ? [make("p", "hint", words.noInvites)] : [];
    panel.replaceChildren(
      make("p", "hint", words.inviteLead),
      ...linkOf(app, room, secret),
      makeButton(app, room, done, again),
      done,
      make("h3", "", words.invitesInForce),
      ...none,
      list,
    );
    panel.querySelector("[data-test=invite-link]")?.focus();
  });
}

function linkOf({ server }, { name }, secret) {
  if (secret === null) return [];
  const value = roomAddress(location.href, { invite: secret, called: name, server: server.apart });
  const box = copyOnceField({ name: words.inviteLink, value, test: "invite-link" });
  box.append(make("span", "hint", words.linkOnce));
  return [box];
}

function makeButton(app, room, done, again) {
  const button = make("button", "button primary", words.makeInviteLink);
  button.dataset.test = "invite-make";
  button.addEventListener("click", async () => {
    try {
      await again({ secret: (await createInvite(app, room.id)).secret });
    } catch (error) {
      done.textContent = errorMessage(error, { "invalid.room": words.invitesFull });
    }
  });
  return button;
}

function item(app, room, { id, author, at }, done, again) {
  const { self, users } = app.store.state;
  const name = users.get(author)?.name ?? memberNamed(app, room, author);
  const by = name === undefined ? words.inviteBySomebody : words.inviteBy(name);
  const whose = author === self.id ? words.inviteByYou : by;
  const about = () => words.inviteMade(relativeTime(at));
  const run = async () => {
    try {
      await revokeInvite(app, room.id, id);
      await again({ said: words.inviteTakenBack });
    } catch (error) {
      done.textContent = errorMessage(error, { forbidden: words.mayNotTakeBack });
    }
  };
  const spoken = words.takeBackOf(`${whose}, ${about()}`);
  const revoke = actionButton({ text: words.takeBack, spoken, test: "invite-revoke", run });
  return listItem({ icon: "link", name: whose, about, acts: [revoke], test: "invite-item" });
}

function memberNamed(app, room, id) {
  return app.store.state.rooms.get(room.id)?.members.find((member) => member.id === id)?.name;
}
