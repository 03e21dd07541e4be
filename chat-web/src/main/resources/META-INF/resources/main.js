import { pageStorage } from "./js/lib/storage.js";
import { loadWords } from "./js/lib/words.js";
import { chooseServer } from "./js/net/server.js";
import { readWishes } from "./js/state/wishes.js";
import { showDoor } from "./js/view/door.js";
import { refuseFiles } from "./js/view/no-files.js";
import { colourBrowser } from "./js/view/theme.js";
import { keepAboveKeyboard } from "./js/view/viewport.js";

// Wiring only: what the first screen needs. Whoever is known here has no need of it.

const loadChat = () => import("./js/chat.js").then(({ openChat }) => openChat);

await loadWords();

const wishes = readWishes(location);
const storage = pageStorage();
const server = chooseServer({ page: new URL(location.href), wish: wishes.server, storage });
const page = { server, storage, wishes, root: document.getElementById("app") };

keepAboveKeyboard();
refuseFiles();
colourBrowser();

// Who was about to enter still is, though a session may be there already.
if (!server.session.known || history.state?.entering) showDoor(page, loadChat);
else (await loadChat())(page).stage.resume(wishes);
