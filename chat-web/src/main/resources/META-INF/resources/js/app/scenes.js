import { EntryForm } from "../features/entry/entry-form.js";
import { waitingCount } from "../features/messages/selectors.js";
import { currentRoom, roomLists, roomName } from "../features/rooms/selectors.js";
import { words } from "../i18n/words.js";
import {
  destinationOf,
  hasMore,
  isAddressOf,
  readDeepLink,
  roomAddress,
} from "../lib/deep-link.js";
import { foldName } from "../lib/fold-text.js";
import { Close } from "../net/protocol.js";
import { inviteErrorMessage } from "../ui/error-messages.js";
import { Layout } from "./layout.js";
import { bindShortcuts } from "./shortcuts.js";

/** Which of the two scenes is on: the entry or the chat; and how one leads to the other. */
export class Scenes {
  #app;
  #root;
  #layout = null;
  #destination;
  #invitation;
  #message; // {room, seq}: the message that the link names

  constructor(app, { root, deepLink }) {
    this.#app = app;
    this.#root = root;
    const lastRoom = app.server.session.known ? app.storage.get("room") : null;
    this.#destination = destinationOf(deepLink, lastRoom);
    this.#invitation = deepLink.invitation;
    this.#message = deepLink.seq === null ? null : { room: deepLink.room, seq: deepLink.seq };
    addEventListener("hashchange", () => this.#followAddress());
    app.connection.addEventListener("link", ({ link }) => this.#linked(link));
    app.store.subscribe((state, before) => this.#followed(state, before));
    bindShortcuts(app, () => this.#layout);
    app.write = () => this.#layout?.room.composer.focus();
    app.leave = (reason) => this.#leave({ reason });
    app.jump = (room, seq) => this.#jump(room, seq);
    app.openPanel = (panel, takesFocus = true) =>
      this.#layout?.panel.open(panel, app.store.state, takesFocus);
    app.closePanel = () => this.#layout?.panel.close();
    app.focusMessage = (seq, root) =>
      this.#layout?.panel.focusOn(root, seq) || this.#layout?.room.list.focusOn(seq);
    app.account.addEventListener("moved", () => this.#moved());
    addEventListener("popstate", () => {
      const { room } = readDeepLink(location);
      if (this.#layout === null || this.#layout.drawers.closeByBack()) return;
      if (this.#layout.panel.closeByBack()) return;
      const { rooms, current } = app.store.state;
      if (room !== current && rooms.has(room)) app.goTo(room);
    });
  }

  /** Back with the session of an earlier visit. */
  resume({ name, invitation }) {
    const { entryFlow } = this.#app;
    const known = entryFlow.find(this.#destination);
    if (known !== null) {
      this.#destination = { way: "default" };
      this.#app.store.dispatch({ type: "opened", room: known });
    }
    this.#showChat();
    entryFlow.resume();
    if (name !== null) this.#offerName(name);
    if (invitation !== null) this.#offerRegistering(invitation);
  }

  #showEntry({ name = null, reason = null, account = null, hadAccount = false }) {
    this.#layout = null;
    this.#app.renderLoop.show([]);
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
    const entry = new EntryForm(this.#app, {
      name,
      reason,
      account,
      hadAccount,
      invitation: this.#invitation,
      destination: this.#destination,
      entered: (destination) => this.entered(destination),
      arrived: () => this.arrived(),
    });
    this.#root.replaceChildren(entry.root);
    entry.shown();
  }

  #showChat() {
    this.#app.storage.remove("entering");
    // What the former page left in this entry of the history is done with: see EntryForm, Drawers,
    // SidePanel.
    if (history.state !== null) history.replaceState(null, "");
    this.#layout = new Layout(this.#app);
    this.#root.replaceChildren(this.#layout.root);
    this.#layout.drawers.close();
    this.#app.renderLoop.show([this.#layout]);
    this.#keepAddress(this.#app.store.state.current);
  }

  /** The user has entered on the first screen; the room of `destination` is open. */
  entered({ way }) {
    const { storage, store, toasts } = this.#app;
    storage.set("name", store.state.self.name);
    this.#destination = { way: "default" };
    this.#invitation = null;
    this.#showChat();
    if (way === "invite") toasts.show(words.welcomeTo(roomName(currentRoom(store.state))));
  }

  /** The user has signed in or registered on the first screen: back to the last room. */
  arrived() {
    const { connection, entryFlow, storage, store } = this.#app;
    storage.remove("name");
    this.#invitation = null;
    const last = storage.get("room");
    if (this.#destination.way === "default" && last !== null)
      this.#destination = { way: "room", room: last };
    this.#showChat();
    if (!connection.isOpen) entryFlow.resume();
    else if (store.state.current === null) this.#settle();
  }

  /** Another tab has signed in, and this one with it. */
  #moved() {
    const { connection, entryFlow, store } = this.#app;
    if (this.#layout === null) this.#showChat();
    if (!connection.isOpen) entryFlow.resume();
    else if (store.state.current === null) this.#settle();
  }

  #linked({ state, code }) {
    if (state === "ended" && code === Close.SESSION_ENDED) {
      if (!this.#app.account.isMoving) this.#ended();
    } else if (state === "open" && this.#layout !== null && this.#app.store.state.current === null)
      this.#settle();
  }

  /** The server knows the session no longer; what was written and not sent stays here. */
  #ended() {
    const { account, store } = this.#app;
    const unsent = waitingCount(store.state);
    const { lastName } = account;
    const ended = lastName === null ? words.sessionEnded : words.accountEnded(lastName);
    this.#leave({ reason: unsent > 0 ? `${ended} ${words.unsentLeft(unsent)}` : ended });
  }

  /** Back to the first screen, which says why. */
  #leave({ reason }) {
    const { entryFlow, store } = this.#app;
    entryFlow.forget();
    const { self } = store.state;
    const room = currentRoom(store.state);
    const isPublic = room?.info.kind === "public";
    this.#destination = isPublic ? { way: "room", room: room.info.name } : { way: "default" };
    // The name of an account is none to come in with as a guest.
    const name = self?.kind === "guest" ? self.name : null;
    const hadAccount = self?.kind === "registered";
    this.#showEntry({ name, reason, account: this.#app.account.lastName, hadAccount });
    store.dispatch({ type: "left" });
  }

  /** Opens the room that the link names, else the user's first room, else the default room. */
  async #settle() {
    const { entryFlow, toasts, store, storage } = this.#app;
    const destination = this.#destination;
    this.#destination = { way: "default" };
    try {
      await entryFlow.open(destination);
      if (destination.way === "invite")
        toasts.show(words.welcomeTo(roomName(currentRoom(this.#app.store.state))));
    } catch (problem) {
      const named = destination.room ?? destination.code;
      if (destination.way === "invite") toasts.show(inviteErrorMessage(problem.cause));
      // The room of the last visit may have ended; the user did not ask for it now.
      else if (named !== undefined && named !== storage.get("room"))
        toasts.show(words.noSuchRoom(named));
      if (store.state.current === null && destination.way !== "default") await this.#settle();
    }
  }

  /** To a message of a room, which nothing covers then; another room closes the panel itself. */
  #jump(room, seq) {
    const isHere = room === this.#app.store.state.current;
    if (isHere && this.#layout?.panel.isOverRoom) this.#layout.panel.close();
    return this.#layout?.room.jump(room, seq);
  }

  /** Where the page is open already, a link to a message leads there. */
  #followAddress() {
    const { room, seq } = readDeepLink(location);
    if (this.#layout === null || seq === null) return;
    this.#keepAddress(this.#app.store.state.current);
    this.#app.attempt(this.#app.jump(room, seq));
  }

  /** The message that the link named, as soon as its room is here. */
  #jumpOnce({ rooms }) {
    if (this.#message === null) return;
    const { room, seq } = this.#message;
    const { timeline, joined } = rooms.get(room) ?? {};
    if (!timeline || timeline.isRestored || !joined) return;
    this.#message = null;
    this.#app.attempt(this.#app.jump(room, seq));
  }

  #followed(state, before) {
    const { current, lost, rooms, link } = state;
    if (this.#layout !== null) this.#jumpOnce(state);
    if (this.#layout === null || current === before.current) return;
    if (current !== null) {
      this.#keepAddress(current);
      return;
    }
    if (lost !== before.lost && lost !== null)
      this.#app.toasts.show(words.roomGone(lost.with?.name ?? lost.name));
    // Not the room that was just left, even if it is the default room.
    const next = roomLists({ rooms, defaultRoom: this.#app.store.state.defaultRoom }).own[0];
    if (next !== undefined && link.state === "open") this.#app.goTo(next.info.id);
  }

  /**
   * The address names the room: a reload comes back to it and the back button goes to the one
   * before.
   */
  #keepAddress(room) {
    if (room === null) return;
    this.#app.storage.set("room", room);
    const link = readDeepLink(location);
    if (isAddressOf(link, room)) return;
    // The entry of an open drawer or panel goes with it.
    const { drawer, panel } = history.state ?? {};
    const isPassing = link.room === null || hasMore(link) || drawer === true || panel === true;
    const method = isPassing ? "replaceState" : "pushState";
    history[method](null, "", roomAddress(location.href, { room }));
  }

  /** Offers to register to a user who follows an invitation and has a session already. */
  #offerRegistering(invitation) {
    this.#whenOpen(() => {
      const { store, toasts } = this.#app;
      if (store.state.self.kind === "registered") toasts.show(words.invitedAlready);
      else
        toasts.show(words.invitedGuest, words.register, () =>
          this.#app.dialogs.openAccount({ invitation }),
        );
    });
  }

  /** A link may propose a name, but not rename a user who has a session already. */
  #offerName(name) {
    const { store, toasts, commands } = this.#app;
    this.#whenOpen(() => {
      const self = store.state.self.name;
      if (foldName(self) === foldName(name)) return;
      toasts.show(words.alreadyHere(self), words.callMe(name), () =>
        this.#app.attempt(commands.rename(name)),
      );
    });
  }

  /** Once, as soon as the server has said who we are. */
  #whenOpen(act) {
    const { connection } = this.#app;
    const heard = ({ link }) => {
      if (link.state !== "open") return;
      connection.removeEventListener("link", heard);
      act();
    };
    connection.addEventListener("link", heard);
  }
}
