import { Close } from "../net/protocol.js";
import { words } from "../lib/words.js";
import { roomLists } from "../state/selectors.js";
import { readWishes, roomAddress, wishedWay } from "../state/wishes.js";
import { EntryView } from "./entry.js";
import { Shell } from "./shell.js";
import { bindShortcuts } from "./shortcuts.js";

/** Which of the two scenes is on: the entry or the chat; and how one leads to the other. */
export class Stage {
  #app;
  #root;
  #shell = null;
  #wish;

  constructor(app, root) {
    this.#app = app;
    this.#root = root;
    app.connection.addEventListener("link", ({ link }) => this.#linked(link));
    app.store.subscribe((state, before) => this.#followed(state, before));
    bindShortcuts(app, () => this.#shell);
    app.write = () => this.#shell?.room.composer.focus();
    addEventListener("popstate", () => {
      const { room } = readWishes(location.search);
      if (this.#shell !== null && app.store.state.rooms.has(room)) app.goTo(room);
    });
  }

  start(wishes) {
    const { entrance, storage } = this.#app;
    this.#wish = wishedWay(wishes, entrance.isKnown ? storage.get("room") : null);
    // Who was about to enter still is, though a session may be there already.
    if (!entrance.isKnown || history.state?.entering) {
      this.#showEntry({ name: wishes.name });
      return;
    }
    this.#showChat();
    entrance.resume();
    if (wishes.name !== null) this.#offerName(wishes.name);
  }

  #showEntry({ name = null, reason = null }) {
    this.#shell = null;
    this.#app.screen.show([]);
    const entry = new EntryView(this.#app, {
      name,
      reason,
      wish: this.#wish,
      entered: () => this.#showChat(),
    });
    this.#root.replaceChildren(entry.root);
    entry.shown();
  }

  #showChat() {
    this.#shell = new Shell(this.#app);
    this.#root.replaceChildren(this.#shell.root);
    this.#shell.drawers.close();
    this.#app.screen.show([this.#shell]);
    this.#keepAddress(this.#app.store.state.current);
  }

  #linked({ state, code }) {
    if (state === "ended" && code === Close.SESSION_ENDED) this.#ended();
    else if (state === "open" && this.#shell !== null && this.#app.store.state.current === null)
      this.#settle();
  }

  #ended() {
    const { entrance, store } = this.#app;
    entrance.forget();
    const room = store.state.rooms.get(store.state.current);
    if (room?.info.kind === "public") this.#wish = { way: "room", room: room.info.name };
    this.#showEntry({ name: store.state.self?.name ?? null, reason: words.sessionEnded });
  }

  /** The room that was wished for, else one's own first, else the one where everybody begins. */
  async #settle() {
    const { entrance, toasts, store, storage } = this.#app;
    const wish = this.#wish;
    this.#wish = { way: "default" };
    try {
      await entrance.fulfil(wish);
    } catch {
      const named = wish.room ?? wish.code;
      // The room of the last visit may well have ended; nobody asked for it now.
      if (named !== undefined && named !== storage.get("room"))
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
    const wished = readWishes(location.search);
    if (wished.room === room && wished.code === null && wished.name === null) return;
    const method =
      wished.room === null || wished.name !== null || wished.code !== null
        ? "replaceState"
        : "pushState";
    history[method](null, "", roomAddress(location.href, { room }));
  }

  /** A link may propose a name, but not rename somebody who is here already. */
  #offerName(name) {
    const { connection, store, toasts, commands } = this.#app;
    const offer = ({ link }) => {
      if (link.state !== "open") return;
      connection.removeEventListener("link", offer);
      const self = store.state.self.name;
      if (self.toLowerCase() === name.toLowerCase()) return;
      toasts.show(words.alreadyHere(self), words.callMe(name), () =>
        this.#app.attempt(commands.rename(name)),
      );
    };
    connection.addEventListener("link", offer);
  }
}
