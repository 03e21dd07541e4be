import { words } from "../../i18n/words.js";
import { deviceOf } from "../../lib/device.js";
import { make } from "../../lib/dom.js";
import { dateOf, relativeTime } from "../../lib/relative-time.js";
import { statusLine } from "../../ui/copy-once-field.js";
import { actionButton, listItem, loadInto, showOutcome } from "../../ui/list-item.js";

/** Where one is signed in, this device first; each can be signed out from here. */
export function paintDevices(app, panel, said = "") {
  return loadInto(panel, app.account.sessions(), (sessions) => {
    const done = statusLine();
    done.textContent = said;
    const list = make("ul", "list-items");
    const own = sessions.filter(({ current }) => current);
    const others = sessions.filter(({ current }) => !current);
    others.sort((a, b) => b.seen.localeCompare(a.seen));
    const again = (text) => paintDevices(app, panel, text);
    for (const session of [...own, ...others]) list.append(device(app, session, done, again));
    panel.replaceChildren(make("p", "hint", words.devicesLead), list);
    if (others.length === 0) panel.append(make("p", "hint", words.onlyHere));
    else if (others.length > 1) panel.append(endAll(app, others, done, again));
    panel.append(done);
  });
}

function device(app, { id, created, seen, current, agent }, done, again) {
  const { browser, system } = deviceOf(agent ?? "");
  const name = browser === null ? words.unknownDevice : words.device(browser, system);
  const since = dateOf(created);
  const end = async () => {
    if (await showOutcome(done, () => app.account.endSession(id), ""))
      await again(words.sessionEndedThere(name));
  };
  const act = { text: words.endSession, spoken: words.endSessionOf(name), test: "end-session" };
  return listItem({
    icon: "device",
    name,
    marks: current ? [words.thisDevice] : [],
    about: () => (current ? words.since(since) : words.seen(relativeTime(seen), since)),
    acts: current ? [] : [actionButton({ ...act, run: end })],
    test: "session",
  });
}

function endAll(app, others, done, again) {
  const button = make("button", "button", words.endOthers);
  button.type = "button";
  button.dataset.test = "end-others";
  const endEach = async () => {
    for (const { id } of others) await app.account.endSession(id);
  };
  button.addEventListener("click", async () => {
    if (await showOutcome(done, endEach, "")) await again(words.othersEnded);
  });
  return button;
}
