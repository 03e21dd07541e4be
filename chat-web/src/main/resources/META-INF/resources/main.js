import { catchFiles } from "./js/app/incoming-files.js";
import { keepAboveKeyboard } from "./js/app/viewport.js";
import { showLanding } from "./js/features/entry/landing.js";
import { loadWords } from "./js/i18n/words.js";
import { loadChatStyles } from "./js/lib/chat-files.js";
import { hasMore, readDeepLink } from "./js/lib/deep-link.js";
import { pageStorage } from "./js/lib/storage.js";
import { chooseServer, settleServer } from "./js/net/server.js";
import { colourBrowser } from "./js/ui/theme.js";

// Composition only: the first screen, or the chat for users with a session.

const loadChat = async () => {
  const [{ openChat }] = await Promise.all([import("./js/app/chat.js"), loadChatStyles()]);
  return openChat;
};

await loadWords();

const deepLink = readDeepLink(location);
const storage = pageStorage();
const root = document.getElementById("app");
const address = new URL(location.href);
await settleServer({
  page: address,
  proposed: deepLink.server,
  storage,
  ask: async (question) => (await import("./js/features/entry/confirm-server.js")).askServer(root, question),
});
if (deepLink.server !== null) {
  address.searchParams.delete("server");
  history.replaceState(history.state, "", address);
}
const server = chooseServer({ page: address, storage });
const page = { server, storage, deepLink, root };

// Where the page is open already, a link with a secret behind `#` changes the address alone.
addEventListener("hashchange", () => hasMore(readDeepLink(location)) && location.reload());

keepAboveKeyboard();
catchFiles();
colourBrowser();

// Who was about to enter still is, though a session may be there already.
const isEntering = storage.get("entering") !== null || history.state?.entering;
if (!server.session.known || isEntering) showLanding(page, loadChat);
else (await loadChat())(page).scenes.resume(deepLink);
