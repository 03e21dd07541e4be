import { preloadChat } from "../../lib/chat-files.js";
import { destinationOf } from "../../lib/deep-link.js";
import { Unreachable } from "../../net/rest.js";
import { lastNameKey, registrationMode, sessionChannel } from "../account/registration.js";
import { EntryError } from "./entry-error.js";
import { EntryForm } from "./entry-form.js";

const FIRST_USE = ["pointermove", "pointerdown", "keydown"];

/**
 * Shows the first screen to users without a session. The chat is the greater part of the page: it
 * loads while they read and type. `page` is {server, storage, deepLink, root}; `loadChat` resolves
 * to the function that opens the chat in it.
 */
export function showLanding(page, loadChat) {
  const { server, storage, deepLink, root } = page;
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
    const { entryFlow } = await open().catch((error) => {
      throw new EntryError("server", error);
    });
    return entryFlow.enter(how);
  };
  const account = {
    registration: () => registrationMode(server),
    signIn: async (who) => (await open()).account.signIn(who),
    register: async (who) => (await open()).account.register(who),
  };
  const entry = new EntryForm(
    { server, storage, entryFlow: { enter }, account },
    {
      name: deepLink.name,
      account: storage.get(lastNameKey(server.apiUrl)),
      invitation: deepLink.invitation,
      destination: destinationOf(deepLink, server.session.known ? storage.get("room") : null),
      entered: (destination) => chat.scenes.entered(destination),
      arrived: () => chat.scenes.arrived(),
    },
  );
  root.replaceChildren(entry.root);
  entry.shown();
  // At the first use of the page, not before: the first screen comes first. An error is shown later.
  const begin = () => {
    preloadChat();
    loadChat().catch(() => null);
  };
  const firstUse = new AbortController();
  const used = () => {
    firstUse.abort();
    begin();
  };
  for (const type of FIRST_USE)
    entry.root.addEventListener(type, used, { signal: firstUse.signal });
}
