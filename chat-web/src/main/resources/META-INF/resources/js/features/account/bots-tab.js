import { words } from "../../i18n/words.js";
import { make, part } from "../../lib/dom.js";
import { dateOf } from "../../lib/relative-time.js";
import { paintAvatar } from "../../ui/avatar.js";
import { doneLine, secretBox } from "../../ui/copy-once-field.js";
import { runForm } from "../../ui/form-submit.js";
import { actButton, ask, load, tell, thing } from "../../ui/list-item.js";

/** One's own bots; the token of one just made or renewed is shown this once. */
export function paintBots(app, panel, shown = null) {
  return load(panel, app.account.bots(), (bots) => {
    const done = doneLine();
    const list = make("ul", "things");
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
  const box = secretBox({ name, value: shown.token, test: "bot-token" });
  box.append(make("span", "hint", words.tokenOnce));
  return [box];
}

function item(app, { user, scopes, created }, done, again) {
  const { name } = user;
  const sign = make("span");
  paintAvatar(sign, user);
  const renew = async () => {
    let made = null;
    if (await tell(done, async () => (made = await app.account.renewBot(user.id)), ""))
      await again(made);
  };
  const remove = async () => {
    if (await tell(done, () => app.account.removeBot(user.id), "")) await again();
  };
  const acts = [
    actButton({
      text: words.renewToken,
      spoken: words.renewTokenOf(name),
      test: "bot-renew",
      run: () => ask(root, { lead: words.renewSure(name), test: "bot-renew-yes", run: renew }),
    }),
    actButton({
      text: words.removeBot,
      spoken: words.removeBotOf(name),
      test: "bot-remove",
      isDanger: true,
      run: () => ask(root, { lead: words.removeSure(name), test: "bot-remove-yes", run: remove }),
    }),
  ];
  const may = scopes.includes("write") ? words.scopeWrite : words.scopeRead;
  const about = () => `${may} · ${dateOf(created)}`;
  const root = thing({ sign, name, marks: [words.kinds.bot], about, acts, test: "bot" });
  return root;
}

function botForm(app, again) {
  const { root, name, read } = part("bot-form");
  const section = make("section", "account-section");
  section.append(make("h3", "", words.newBot), root);
  runForm(
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
