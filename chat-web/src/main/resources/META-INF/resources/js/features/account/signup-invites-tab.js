import { words } from "../../i18n/words.js";
import { roomAddress } from "../../lib/deep-link.js";
import { make, part } from "../../lib/dom.js";
import { relativeTime } from "../../lib/relative-time.js";
import { copyOnceField, statusLine } from "../../ui/copy-once-field.js";
import { handleSubmit } from "../../ui/form-submit.js";
import { actionButton, listItem, loadInto, showOutcome } from "../../ui/list-item.js";

/** The invitations to register that are in force; the link of one just made is shown this once. */
export function paintInvitations(app, panel, shown = null) {
  const asked = Promise.all([app.account.invitations(), app.account.registration()]);
  return loadInto(panel, asked, ([invitations, mode]) => {
    const done = statusLine();
    const list = make("ul", "list-items");
    const again = (made = null) => paintInvitations(app, panel, made);
    for (const each of invitations) list.append(item(app, each, done, again));
    panel.replaceChildren(...leads(mode), ...linkOf(app, shown));
    if (invitations.length === 0) panel.append(make("p", "hint", words.noInvitations));
    panel.append(list, done, invitationForm(app, again));
    panel.querySelector("[data-test=invitation-link]")?.focus();
  });
}

function leads(mode) {
  const more = { open: words.invitationsOpen, closed: words.invitationsClosed }[mode];
  return [words.invitationsLead, more]
    .filter((text) => text !== undefined)
    .map((text) => make("p", "hint", text));
}

function linkOf({ server }, shown) {
  if (shown === null) return [];
  const { invitation } = shown;
  const value = roomAddress(location.href, { invitation, server: server.apart });
  const box = copyOnceField({ name: words.invitationLink, value, test: "invitation-link" });
  box.append(make("span", "hint", words.linkOnce));
  return [box];
}

function item(app, { id, uses, created, expires }, done, again) {
  const name = words.usesLeft(uses);
  const about = () => words.invitationTimes(relativeTime(created), relativeTime(expires));
  const run = async () => {
    if (await showOutcome(done, () => app.account.revokeInvitation(id), "")) await again();
  };
  const revoke = actionButton({
    text: words.takeBack,
    spoken: words.takeBackOf(`${name}, ${about()}`),
    test: "invitation-revoke",
    run,
  });
  return listItem({ icon: "link", name, about, acts: [revoke], test: "invitation" });
}

function invitationForm(app, again) {
  const { root, uses, days } = part("invitation-form");
  const section = make("section", "account-section");
  section.append(make("h3", "", words.newInvitation), root);
  handleSubmit(root, "invitation-error", async () => {
    const bounds = { uses: Number(uses.value), days: Number(days.value) };
    await again(await app.account.invite(bounds));
  });
  return section;
}
