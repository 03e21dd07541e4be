import { tabStorage } from "./lib/storage.js";
import { keepClock } from "./lib/time.js";
import { words } from "./lib/words.js";
import { Connection } from "./net/connection.js";
import { Account } from "./state/account.js";
import { Commands } from "./state/commands.js";
import { Drafts } from "./state/drafts.js";
import { Entrance } from "./state/entrance.js";
import { Outbox } from "./state/outbox.js";
import { OutboxDisk } from "./state/outbox-disk.js";
import { Reader } from "./state/reader.js";
import { Search } from "./state/search.js";
import { Snapshot } from "./state/snapshot.js";
import { Store } from "./state/store.js";
import { Sync } from "./state/sync.js";
import { Announcer } from "./view/announcer.js";
import { Attention } from "./view/attention.js";
import { refuseFiles } from "./view/no-files.js";
import { Notifier } from "./view/notifier.js";
import { tellOfPrivateMessages } from "./view/private-toast.js";
import { reasonOf } from "./view/reasons.js";
import { Screen } from "./view/screen.js";
import { Stage } from "./view/stage.js";
import { keepTitle } from "./view/title.js";
import { Toasts } from "./view/toasts.js";
import { keepUpToDate } from "./view/updates.js";

// Wiring only: who is there and who hears whom.

/** The chat behind the first screen, in the page's `root`; there is one in a page. */
export function openChat({ server, storage, wishes, root }) {
  const { session } = server;
  keepClock(storage.get("clock") ?? undefined, storage);

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
  const reader = new Reader({ store, connection });

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
    drafts: new Drafts({ storage, tabStorage: tabStorage(), server: server.socketUrl }),
    screen: new Screen(store),
    attention: new Attention(store),
  };

  announcer.listen(connection, store);
  new Notifier(app);
  tellOfPrivateMessages(app);
  refuseFiles(() => toasts.show(words.noFiles));
  keepTitle(store);
  if (!storage.isBlocked) keepUpToDate({ connection, toasts });

  snapshot.keep();
  addEventListener("pagehide", () => {
    reader.flush();
    snapshot.save();
  });
  addEventListener("beforeunload", (event) => outbox.isAtRisk && event.preventDefault());

  addEventListener("online", () => connection.wake());
  addEventListener("offline", () => connection.wake());
  addEventListener("pageshow", () => connection.wake());
  document.addEventListener(
    "visibilitychange",
    () => document.visibilityState === "visible" && connection.wake(),
  );

  app.stage = new Stage(app, { root, wishes });
  return app;
}
