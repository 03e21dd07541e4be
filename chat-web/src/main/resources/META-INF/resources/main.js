import { refuseFiles } from "./js/app/reject-files.js";
import { keepAboveKeyboard } from "./js/app/viewport.js";
import { showDoor } from "./js/features/entry/landing.js";
import { loadWords } from "./js/i18n/words.js";
import { hasMore, readWishes } from "./js/lib/deep-link.js";
import { pageStorage } from "./js/lib/storage.js";
import { chooseServer, settleServer } from "./js/net/server.js";
import { colourBrowser } from "./js/ui/theme.js";

// Wiring only: what the first screen needs. Whoever is known here has no need of it.

const loadChat = () => import("./js/app/chat.js").then(({ openChat }) => openChat);

await loadWords();

const wishes = readWishes(location);
const storage = pageStorage();
const root = document.getElementById("app");
const address = new URL(location.href);
await settleServer({
  page: address,
  wish: wishes.server,
  storage,
  ask: async (question) => (await import("./js/features/entry/confirm-server.js")).askServer(root, question),
});
if (wishes.server !== null) {
  address.searchParams.delete("server");
  history.replaceState(history.state, "", address);
}
const server = chooseServer({ page: address, storage });
const page = { server, storage, wishes, root };

// Where the page is open already, a link with a secret behind `#` changes the address alone.
addEventListener("hashchange", () => hasMore(readWishes(location)) && location.reload());

keepAboveKeyboard();
refuseFiles();
colourBrowser();

// Who was about to enter still is, though a session may be there already.
const isEntering = storage.get("entering") !== null || history.state?.entering;
if (!server.session.known || isEntering) showDoor(page, loadChat);
else (await loadChat())(page).stage.resume(wishes);
