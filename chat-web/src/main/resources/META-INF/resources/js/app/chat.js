import { Account } from "../features/account/account.js";
import { DraftSync } from "../features/composer/draft-sync.js";
import { Drafts } from "../features/composer/drafts.js";
import { EntryFlow } from "../features/entry/entry-flow.js";
import { Editing } from "../features/messages/editing.js";
import { SendQueueStorage } from "../features/messages/send-queue-storage.js";
import { SendQueue } from "../features/messages/send-queue.js";
import { watchEdits } from "../features/notifications/edit-mentions.js";
import { LiveRegion } from "../features/notifications/live-region.js";
import { Notifier } from "../features/notifications/notifier.js";
import { endLevels } from "../features/notifications/level-ends.js";
import { showPrivateMessageToasts } from "../features/notifications/private-message-toast.js";
import { Toasts } from "../features/notifications/toasts.js";
import { ReadMarker } from "../features/timeline/read-marker.js";
import { keepFoldChoice, keepOpenThread } from "../features/threads/open-thread.js";
import { FollowSync } from "../features/threads/follow-sync.js";
import { RoomSync } from "../features/timeline/room-sync.js";
import { tabStorage } from "../lib/storage.js";
import { keepClock } from "../lib/time.js";
import { Connection } from "../net/connection.js";
import { errorMessage } from "../ui/error-messages.js";
import { createCommands } from "./features.js";
import { bindUploads } from "./incoming-files.js";
import { OfflineSnapshot } from "./offline-snapshot.js";
import { dialogsOnDemand, filesOnDemand } from "./on-demand.js";
import { RenderLoop } from "./render-loop.js";
import { Scenes } from "./scenes.js";
import { registerServiceWorker } from "./service-worker-client.js";
import { Store } from "./store.js";
import { keepTitle } from "./title.js";
import { Visibility } from "./visibility.js";

// Composition only: makes the parts of the chat and connects them.

/** The chat behind the first screen, in the page's `root`; there is one in a page. */
export function openChat({ server, storage, deepLink, root }) {
  const { session } = server;
  keepClock(storage.get("clock") ?? undefined, storage);

  const store = new Store();
  const connection = new Connection({
    address: () => server.socketUrl,
    protocols: () => session.protocols(),
    acceptsGuest: () => session.isLost(),
  });

  // The state is reduced first; all other listeners find it up to date.
  connection.addEventListener("frame", ({ frame, request }) => {
    store.dispatch({ type: "received", frame, request, at: Date.now() });
  });
  connection.addEventListener("link", ({ link }) => store.dispatch({ type: "link", link }));
  connection.addEventListener("frame", ({ frame }) => {
    if (frame.type !== "welcome") return;
    session.keep(frame);
    keepClock(frame.timestamp_format, storage);
  });

  const roomSync = new RoomSync({ store, connection });
  const offlineSnapshot = new OfflineSnapshot({
    storage,
    store,
    session,
    server: server.socketUrl,
  });
  offlineSnapshot.restore();
  const sendQueue = new SendQueue({
    store,
    connection,
    server: server.socketUrl,
    disk: new SendQueueStorage({ storage }),
  });
  const readMarker = new ReadMarker({ store, connection });
  const ofTab = tabStorage();
  const drafts = new Drafts({
    storage,
    tabStorage: ofTab,
    server: server.socketUrl,
    userId: () => store.state.self?.id,
  });
  const commands = createCommands({ store, connection, roomSync, sendQueue });
  new FollowSync({ store, connection, list: commands.threads });
  const draftSync = new DraftSync({ drafts, store, connection, quote: commands.quote });
  const account = new Account({ server, connection, store, storage });
  const entryFlow = new EntryFlow({ connection, session, store, commands });
  const liveRegion = new LiveRegion(document.getElementById("announcer"));
  const toasts = new Toasts(document.getElementById("toasts"), liveRegion);

  const attempt = (promise) => promise.catch((error) => toasts.show(errorMessage(error)));
  const goTo = (room) => attempt(commands.openRoom(room));
  const reconnect = () => (connection.link.state === "ended" ? connection.open() : connection.wake());

  const app = {
    server,
    storage,
    store,
    connection,
    commands,
    account,
    entryFlow,
    liveRegion,
    toasts,
    attempt,
    goTo,
    reconnect,
    drafts,
    draftSync,
    sendQueue,
    composers: {}, // by the name of their place
    attaching: null, // a promise while files are on their way into a composer
    renderLoop: new RenderLoop(store),
    visibility: new Visibility(store),
    editing: new Editing({
      store,
      storage,
      server: server.socketUrl,
      focusBack: (editing) => app.focusMessage(editing.seq, editing.root),
    }),
  };

  app.dialogs = dialogsOnDemand(app);
  app.files = filesOnDemand(app.renderLoop);
  keepFoldChoice(app);
  keepOpenThread(app, ofTab);
  liveRegion.listen(connection, store);
  const notifier = new Notifier(app);
  watchEdits(app, (event) => {
    store.dispatch({ type: "mentioned_anew", room: event.room, seq: event.seq });
    liveRegion.mentioned(event, store.state);
    notifier.mentioned(event);
  });
  showPrivateMessageToasts(app);
  bindUploads(app);
  keepTitle(store);
  endLevels(store);
  if (!storage.isBlocked) registerServiceWorker({ connection, toasts });

  offlineSnapshot.keep();
  addEventListener("pagehide", () => {
    readMarker.flush();
    draftSync.flush();
    offlineSnapshot.save();
  });
  addEventListener("beforeunload", (event) => {
    if (sendQueue.isAtRisk || app.uploads?.isAtRisk) event.preventDefault();
  });

  addEventListener("online", () => connection.wake());
  addEventListener("offline", () => connection.wake());
  addEventListener("pageshow", () => connection.wake());
  document.addEventListener(
    "visibilitychange",
    () => document.visibilityState === "visible" && connection.wake(),
  );

  app.scenes = new Scenes(app, { root, deepLink });
  return app;
}
