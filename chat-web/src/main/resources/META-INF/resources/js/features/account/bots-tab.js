import { words } from "../../i18n/words.js";
import { make, part } from "../../lib/dom.js";
import { dateOf } from "../../lib/relative-time.js";
import { paintAvatar } from "../../ui/avatar.js";
import { copyOnceField, statusLine } from "../../ui/copy-once-field.js";
import { handleSubmit } from "../../ui/form-submit.js";
import {
  actionButton,
  confirmInPlace,
  listItem,
  loadInto,
  showOutcome,
} from "../../ui/list-item.js";

/** One's own bots; the token of one just made or renewed is shown this once. */
export function paintBots(app, panel, shown = null) {
  return loadInto(panel, app.account.bots(), (bots) => {
    const done = statusLine();
    const list = make("ul", "list-items");
    const again = (token = null) => paintBots(app, panel, token);
    for (const bot of bots) list.append(item(app, bot, done, again));
    const lead = make("p", "hint", words.botsLead);
    const none = bots.length === 0 ? [make("p", "hint", words.noBots)] : [];
    panel.replaceChildren(lead, ...none, ...tokenOf(shown), list, done, botForm(app, again));
    panel.querySelector("[data-test=bot-token]")?.focus();
  });
}

function tokenOf(shown) {
  if (shown === null) return [];
  const name = words.botToken(shown.user.name);
  const box = copyOnceField({ name, value: shown.token, test: "bot-token" });
  box.append(make("span", "hint", words.tokenOnce));
  return [box];
}

function item(app, { user, scopes, created }, done, again) {
  const { name } = user;
  const icon = make("span");
  paintAvatar(icon, user);
  const renew = async () => {
    let made = null;
    if (await showOutcome(done, async () => (made = await app.account.renewBot(user.id)), ""))
      await again(made);
  };
  const remove = async () => {
    if (await showOutcome(done, () => app.account.removeBot(user.id), "")) await again();
  };
  const acts = [
    actionButton({
      text: words.renewToken,
      spoken: words.renewTokenOf(name),
      test: "bot-renew",
      run: () => {
        const lead = words.renewSure(name);
        confirmInPlace(root, { lead, test: "bot-renew-yes", run: renew });
      },
    }),
    actionButton({
      text: words.removeBot,
      spoken: words.removeBotOf(name),
      test: "bot-remove",
      isDanger: true,
      run: () => {
        const lead = words.removeSure(name);
        confirmInPlace(root, { lead, test: "bot-remove-yes", run: remove });
      },
    }),
  ];
  const may = scopes.includes("write") ? words.scopeWrite : words.scopeRead;
  const about = () => `${may} · ${dateOf(created)}`;
  const root = listItem({ icon, name, marks: [words.kinds.bot], about, acts, test: "bot" });
  return root;
}

function botForm(app, again) {
  const { root, name, read } = part("bot-form");
  const section = make("section", "account-section");
  section.append(make("h3", "", words.newBot), root);
  handleSubmit(
    root,
    "bot-error",
    async () => {
      const scopes = read.checked ? ["read"] : ["read", "write"];
      await again(await app.account.addBot(name.value.trim(), scopes));
    },
    { "forbidden.null": words.botsFull },
    "username",
  );
  return section;
}
