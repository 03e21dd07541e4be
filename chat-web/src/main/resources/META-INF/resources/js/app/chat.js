import { Account } from "../features/account/account.js";
import { Drafts } from "../features/composer/drafts.js";
import { Entrance } from "../features/entry/entry-flow.js";
import { OutboxDisk } from "../features/messages/send-queue-storage.js";
import { Outbox } from "../features/messages/send-queue.js";
import { Announcer } from "../features/notifications/live-region.js";
import { Notifier } from "../features/notifications/notifier.js";
import { tellOfPrivateMessages } from "../features/notifications/private-message-toast.js";
import { Toasts } from "../features/notifications/toasts.js";
import { Search } from "../features/search/search.js";
import { Reader } from "../features/timeline/read-marker.js";
import { Sync } from "../features/timeline/room-sync.js";
import { words } from "../i18n/words.js";
import { tabStorage } from "../lib/storage.js";
import { keepClock } from "../lib/time.js";
import { Connection } from "../net/connection.js";
import { reasonOf } from "../ui/error-messages.js";
import { Commands } from "./commands.js";
import { Snapshot } from "./offline-snapshot.js";
import { refuseFiles } from "./reject-files.js";
import { Screen } from "./render-loop.js";
import { Stage } from "./scenes.js";
import { keepUpToDate } from "./service-worker-client.js";
import { Store } from "./store.js";
import { keepTitle } from "./title.js";
import { Attention } from "./visibility.js";

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
