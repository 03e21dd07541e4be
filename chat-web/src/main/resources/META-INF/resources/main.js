import { pageStorage } from "./js/lib/storage.js";
import { loadWords } from "./js/lib/words.js";
import { chooseServer, settleServer } from "./js/net/server.js";
import { hasMore, readWishes } from "./js/state/wishes.js";
import { showDoor } from "./js/view/door.js";
import { refuseFiles } from "./js/view/no-files.js";
import { colourBrowser } from "./js/view/theme.js";
import { keepAboveKeyboard } from "./js/view/viewport.js";

// Wiring only: what the first screen needs. Whoever is known here has no need of it.

const loadChat = () => import("./js/chat.js").then(({ openChat }) => openChat);

await loadWords();

const wishes = readWishes(location);
const storage = pageStorage();
const root = document.getElementById("app");
const address = new URL(location.href);
await settleServer({
  page: address,
  wish: wishes.server,
  storage,
  ask: async (question) => (await import("./js/view/server-question.js")).askServer(root, question),
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
