import { words } from "../../i18n/words.js";
import { roomAddress } from "../../lib/deep-link.js";
import { make, part } from "../../lib/dom.js";
import { ago } from "../../lib/relative-time.js";
import { doneLine, secretBox } from "../../ui/copy-once-field.js";
import { runForm } from "../../ui/form-submit.js";
import { actButton, load, tell, thing } from "../../ui/list-item.js";

/** The invitations to register that are in force; the link of one just made is shown this once. */
export function paintInvitations(app, panel, shown = null) {
  const asked = Promise.all([app.account.invitations(), app.account.registration()]);
  return load(panel, asked, ([invitations, mode]) => {
    const done = doneLine();
    const list = make("ul", "things");
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
  const box = secretBox({ name: words.invitationLink, value, test: "invitation-link" });
  box.append(make("span", "hint", words.linkOnce));
  return [box];
}

function item(app, { id, uses, created, expires }, done, again) {
  const name = words.usesLeft(uses);
  const about = () => words.invitationTimes(ago(created), ago(expires));
  const run = async () => {
    if (await tell(done, () => app.account.revokeInvitation(id), "")) await again();
  };
  const revoke = actButton({
    text: words.takeBack,
    spoken: words.takeBackOf(`${name}, ${about()}`),
    test: "invitation-revoke",
    run,
  });
  return thing({ sign: "link", name, about, acts: [revoke], test: "invitation" });
}

function invitationForm(app, again) {
  const { root, uses, days } = part("invitation-form");
  const section = make("section", "account-section");
  section.append(make("h3", "", words.newInvitation), root);
  runForm(root, "invitation-error", async () => {
    const wish = { uses: Number(uses.value), days: Number(days.value) };
    await again(await app.account.invite(wish));
  });
  return section;
}
