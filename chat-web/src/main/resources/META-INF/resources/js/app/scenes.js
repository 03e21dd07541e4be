import { EntryView } from "../features/entry/entry-form.js";
import { currentRoom, roomLists, roomName, waitingCount } from "../features/rooms/selectors.js";
import { words } from "../i18n/words.js";
import { hasMore, isAddressOf, readWishes, roomAddress, wishedWay } from "../lib/deep-link.js";
import { foldName } from "../lib/fold-text.js";
import { Close } from "../net/protocol.js";
import { inviteReason } from "../ui/error-messages.js";
import { Shell } from "./layout.js";
import { openAccount } from "./lazy.js";
import { bindShortcuts } from "./shortcuts.js";

/** Which of the two scenes is on: the entry or the chat; and how one leads to the other. */
export class Stage {
  #app;
  #root;
  #shell = null;
  #wish;
  #invitation;

  constructor(app, { root, wishes }) {
    this.#app = app;
    this.#root = root;
    this.#wish = wishedWay(wishes, app.server.session.known ? app.storage.get("room") : null);
    this.#invitation = wishes.invitation;
    app.connection.addEventListener("link", ({ link }) => this.#linked(link));
    app.store.subscribe((state, before) => this.#followed(state, before));
    bindShortcuts(app, () => this.#shell);
    app.write = () => this.#shell?.room.composer.focus();
    app.leave = (reason) => this.#leave({ reason });
    app.jump = (room, seq) => this.#shell?.room.jump(room, seq);
    app.account.addEventListener("moved", () => this.#moved());
    addEventListener("popstate", () => {
      const { room } = readWishes(location);
      if (this.#shell === null || this.#shell.drawers.closeByBack()) return;
      const { rooms, current } = app.store.state;
      if (room !== current && rooms.has(room)) app.goTo(room);
    });
  }

  /** Back with the session of an earlier visit. */
  resume({ name, invitation }) {
    const { entrance } = this.#app;
    const known = entrance.find(this.#wish);
    if (known !== null) {
      this.#wish = { way: "default" };
      this.#app.store.dispatch({ type: "opened", room: known });
    }
    this.#showChat();
    entrance.resume();
    if (name !== null) this.#offerName(name);
    if (invitation !== null) this.#offerRegistering(invitation);
  }

  #showEntry({ name = null, reason = null, account = null, hadAccount = false }) {
    this.#shell = null;
    this.#app.screen.show([]);
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
    const entry = new EntryView(this.#app, {
      name,
      reason,
      account,
      hadAccount,
      invitation: this.#invitation,
      wish: this.#wish,
      entered: (wish) => this.entered(wish),
      arrived: () => this.arrived(),
    });
    this.#root.replaceChildren(entry.root);
    entry.shown();
  }

  #showChat() {
    this.#app.storage.remove("entering");
    // What the former page left in this entry of the history is done with: see EntryView, Drawers.
    if (history.state !== null) history.replaceState(null, "");
    this.#shell = new Shell(this.#app);
    this.#root.replaceChildren(this.#shell.root);
    this.#shell.drawers.close();
    this.#app.screen.show([this.#shell]);
    this.#keepAddress(this.#app.store.state.current);
  }

  /** Somebody has come in on the first screen, and is where `wish` said. */
  entered({ way }) {
    const { storage, store, toasts } = this.#app;
    storage.set("name", store.state.self.name);
    this.#wish = { way: "default" };
    this.#invitation = null;
    this.#showChat();
    if (way === "invite") toasts.show(words.welcomeTo(roomName(currentRoom(store.state))));
  }

  /** Somebody has signed in or registered on the first screen: back to where they were. */
  arrived() {
    const { connection, entrance, storage, store } = this.#app;
    storage.remove("name");
    this.#invitation = null;
    const last = storage.get("room");
    if (this.#wish.way === "default" && last !== null) this.#wish = { way: "room", room: last };
    this.#showChat();
    if (!connection.isOpen) entrance.resume();
    else if (store.state.current === null) this.#settle();
  }

  /** Another tab has signed in, and this one with it. */
  #moved() {
    const { connection, entrance, store } = this.#app;
    if (this.#shell === null) this.#showChat();
    if (!connection.isOpen) entrance.resume();
    else if (store.state.current === null) this.#settle();
  }

  #linked({ state, code }) {
    if (state === "ended" && code === Close.SESSION_ENDED) {
      if (!this.#app.account.isMoving) this.#ended();
    } else if (state === "open" && this.#shell !== null && this.#app.store.state.current === null)
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
    const { entrance, store } = this.#app;
    entrance.forget();
    const { self } = store.state;
    const room = currentRoom(store.state);
    const isPublic = room?.info.kind === "public";
    this.#wish = isPublic ? { way: "room", room: room.info.name } : { way: "default" };
    // The name of an account is none to come in with as a guest.
    const name = self?.kind === "guest" ? self.name : null;
    const hadAccount = self?.kind === "registered";
    this.#showEntry({ name, reason, account: this.#app.account.lastName, hadAccount });
    store.dispatch({ type: "left" });
  }

  /** The room that was wished for, else one's own first, else the one where everybody begins. */
  async #settle() {
    const { entrance, toasts, store, storage } = this.#app;
    const wish = this.#wish;
    this.#wish = { way: "default" };
    try {
      await entrance.fulfil(wish);
      if (wish.way === "invite")
        toasts.show(words.welcomeTo(roomName(currentRoom(this.#app.store.state))));
    } catch (problem) {
      const named = wish.room ?? wish.code;
      if (wish.way === "invite") toasts.show(inviteReason(problem.cause));
      // The room of the last visit may well have ended; nobody asked for it now.
      else if (named !== undefined && named !== storage.get("room"))
        toasts.show(words.noSuchRoom(named));
      if (store.state.current === null && wish.way !== "default") await this.#settle();
    }
  }

  #followed({ current, lost, rooms, link }, before) {
    if (this.#shell === null || current === before.current) return;
    if (current !== null) {
      this.#keepAddress(current);
      return;
    }
    if (lost !== before.lost && lost !== null)
      this.#app.toasts.show(words.roomGone(lost.with?.name ?? lost.name));
    // Not the room that was just left, even if it is where everybody begins.
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
    const wished = readWishes(location);
    if (isAddressOf(wished, room)) return;
    // The entry of an open drawer goes with it.
    const isPassing = wished.room === null || hasMore(wished) || history.state?.drawer === true;
    const method = isPassing ? "replaceState" : "pushState";
    history[method](null, "", roomAddress(location.href, { room }));
  }

  /** Whoever is here already and follows an invitation to register. */
  #offerRegistering(invitation) {
    this.#whenOpen(() => {
      const { store, toasts } = this.#app;
      if (store.state.self.kind === "registered") toasts.show(words.invitedAlready);
      else
        toasts.show(words.invitedGuest, words.register, () =>
          openAccount(this.#app, { invitation }),
        );
    });
  }

  /** A link may propose a name, but not rename somebody who is here already. */
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
