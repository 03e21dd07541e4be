import { wishedWay } from "../../lib/deep-link.js";
import { Unreachable } from "../../net/rest.js";
import { lastNameKey, registrationMode, sessionChannel } from "../account/registration.js";
import { EntryProblem } from "./entry-error.js";
import { EntryView } from "./entry-form.js";

const STIRRING = ["pointermove", "pointerdown", "keydown"];

/**
 * The first screen for whoever is new here. The chat is the greater part of the page: it comes while
 * somebody reads and types. `page` is {server, storage, wishes, root}; `loadChat` resolves to what
 * opens the chat in it.
 */
export function showDoor(page, loadChat) {
  const { server, storage, wishes, root } = page;
  const otherTabs = sessionChannel(server.apiUrl);
  let chat = null;
  const open = async () => {
    const openChat = await loadChat().catch(() => {
      throw new Unreachable();
    });
    otherTabs.close(); // the chat hears them itself
    return (chat ??= openChat(page));
  };
  otherTabs.onmessage = async () => (await open()).account.followOtherTab();
  const enter = async (how) => {
    const { entrance } = await open().catch((error) => {
      throw new EntryProblem("server", error);
    });
    return entrance.enter(how);
  };
  const account = {
    registration: () => registrationMode(server),
    signIn: async (who) => (await open()).account.signIn(who),
    register: async (who) => (await open()).account.register(who),
  };
  const entry = new EntryView(
    { server, storage, entrance: { enter }, account },
    {
      name: wishes.name,
      account: storage.get(lastNameKey(server.apiUrl)),
      invitation: wishes.invitation,
      wish: wishedWay(wishes, server.session.known ? storage.get("room") : null),
      entered: (wish) => chat.stage.entered(wish),
      arrived: () => chat.stage.arrived(),
    },
  );
  root.replaceChildren(entry.root);
  entry.shown();
  // Not before somebody stirs: the first screen comes first. A loss is told when it matters.
  const begin = () => {
    document.head.append(document.getElementById("chat-modules").content.cloneNode(true));
    loadChat().catch(() => null);
  };
  const stirred = new AbortController();
  const stir = () => {
    stirred.abort();
    begin();
  };
  for (const sign of STIRRING)
    entry.root.addEventListener(sign, stir, { signal: stirred.signal });
}
