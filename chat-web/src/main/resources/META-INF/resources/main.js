import { pageStorage } from "./js/lib/storage.js";
import { keepClock } from "./js/lib/time.js";
import { loadWords } from "./js/lib/words.js";
import { Connection } from "./js/net/connection.js";
import { chooseServer } from "./js/net/server.js";
import { Account } from "./js/state/account.js";
import { Commands } from "./js/state/commands.js";
import { Drafts } from "./js/state/drafts.js";
import { Entrance } from "./js/state/entrance.js";
import { Outbox } from "./js/state/outbox.js";
import { OutboxDisk } from "./js/state/outbox-disk.js";
import { Reader } from "./js/state/reader.js";
import { Search } from "./js/state/search.js";
import { Snapshot } from "./js/state/snapshot.js";
import { Store } from "./js/state/store.js";
import { Sync } from "./js/state/sync.js";
import { readWishes } from "./js/state/wishes.js";
import { Announcer } from "./js/view/announcer.js";
import { Attention } from "./js/view/attention.js";
import { notify } from "./js/view/notifier.js";
import { reasonOf } from "./js/view/reasons.js";
import { Screen } from "./js/view/screen.js";
import { Stage } from "./js/view/stage.js";
import { colourBrowser } from "./js/view/theme.js";
import { keepTitle } from "./js/view/title.js";
import { Toasts } from "./js/view/toasts.js";
import { keepUpToDate } from "./js/view/updates.js";
import { keepAboveKeyboard } from "./js/view/viewport.js";

// Wiring only: who is there and who hears whom.

await loadWords();

const wishes = readWishes(location);
const storage = pageStorage();
keepClock(storage.get("clock") ?? undefined, storage);
const server = chooseServer({ page: new URL(location.href), wish: wishes.server, storage });
const { session } = server;

const store = new Store();
const connection = new Connection({
  address: () => server.socketUrl,
  protocols: () => session.protocols(),
  acceptsGuest: () => session.isLost(),
});

// The state is reduced first; everybody else finds it up to date.
connection.addEventListener("frame", ({ frame, request }) => {
  store.dispatch({ type: "received", frame, request, at: Date.now() });
});
connection.addEventListener("link", ({ link }) => store.dispatch({ type: "link", link }));
connection.addEventListener("frame", ({ frame }) => {
  if (frame.type !== "welcome") return;
  session.keep(frame);
  keepClock(frame.timestamp_format, storage);
});

const sync = new Sync({ store, connection });
const snapshot = new Snapshot({ storage, store, session, server: server.socketUrl });
snapshot.restore();
const outbox = new Outbox({
  store,
  connection,
  server: server.socketUrl,
  disk: new OutboxDisk({ storage }),
});
new Reader({ store, connection });

const commands = new Commands({ store, connection, sync, outbox });
const account = new Account({ server, connection, store, storage });
const entrance = new Entrance({ connection, session, store, commands });
const announcer = new Announcer(document.getElementById("announcer"));
const toasts = new Toasts(document.getElementById("toasts"), announcer);

const attempt = (promise) => promise.catch((error) => toasts.show(reasonOf(error)));
const goTo = (room) => attempt(commands.openRoom(room));
const reconnect = () => (connection.link.state === "ended" ? connection.open() : connection.wake());

const app = {
  server,
  storage,
  store,
  connection,
  commands,
  account,
  entrance,
  search: new Search({ connection }),
  announcer,
  toasts,
  attempt,
  goTo,
  reconnect,
  drafts: new Drafts({ storage, server: server.socketUrl }),
  screen: new Screen(store),
  attention: new Attention(store),
};

announcer.listen(connection, store);
notify(app);
keepTitle(store);
keepUpToDate({ connection, toasts });
keepAboveKeyboard();
colourBrowser();

snapshot.keep();
addEventListener("pagehide", () => snapshot.save());
addEventListener("beforeunload", (event) => outbox.isAtRisk && event.preventDefault());

addEventListener("online", () => connection.wake());
addEventListener("offline", () => connection.wake());
addEventListener("pageshow", () => connection.wake());
document.addEventListener(
  "visibilitychange",
  () => document.visibilityState === "visible" && connection.wake(),
);

new Stage(app, document.getElementById("app")).start(wishes);
