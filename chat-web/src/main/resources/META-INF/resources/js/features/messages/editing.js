import { threadRoom } from "../threads/selectors.js";
import { heldMessage } from "./selectors.js";

const KEY = "editing";

/** The message that is being edited, if any: one at a time, kept over a reload. */
export class Editing {
  #store;
  #storage;
  #server;
  #focusBack;
  #typed = null;

  constructor({ store, storage, server, focusBack }) {
    this.#store = store;
    this.#storage = storage;
    this.#server = server;
    this.#focusBack = focusBack;
    const kept = this.#read();
    if (kept !== null) store.dispatch({ type: "editing", editing: kept });
    store.subscribe((state, before) => {
      const isNews = state.rooms !== before.rooms || state.thread !== before.thread;
      if (state.editing !== null && isNews) this.#compare(state);
    });
  }

  /** Begins to edit a message of the user; in the panel of a thread, `root` is the thread's. */
  begin({ room, seq, text, rev, files }, root) {
    const editing = { room, seq, text, typed: text, base_rev: rev ?? seq, ...(root ? { root } : {}) };
    // Without a text a message of files goes on.
    this.#set(files === undefined ? editing : { ...editing, hasFiles: true });
  }

  /** What stands in the field now. */
  typed(text) {
    const { editing } = this.#store.state;
    if (editing === null) return;
    this.#typed = text;
    this.#keep({ ...editing, typed: text });
  }

  /** What was typed last: an editor that is drawn anew goes on with it. */
  get text() {
    const { text, typed } = this.#store.state.editing;
    return this.#typed ?? typed ?? text;
  }

  end() {
    const { editing } = this.#store.state;
    this.#set(null);
    if (editing !== null) this.#focusBack(editing);
  }

  /** Another device may have edited or deleted the message meanwhile. */
  #compare(state) {
    const { editing, rooms } = state;
    const places = [rooms.get(editing.room), threadRoom(state)];
    const message = places
      .filter((room) => room?.info.id === editing.room)
      .map((room) => heldMessage(room, editing.seq))
      .find((held) => held !== null);
    if (message === undefined || message.deleted !== undefined) return;
    const newer = message.text === editing.text ? undefined : message.text;
    if (newer !== editing.newer) this.#set({ ...editing, newer, typed: this.text });
  }

  #set(editing) {
    this.#typed = null;
    this.#keep(editing);
    this.#store.dispatch({ type: "editing", editing });
  }

  #keep(editing) {
    const key = `${KEY}@${this.#server}`;
    if (editing === null) this.#storage.remove(key);
    else this.#storage.set(key, JSON.stringify(editing));
  }

  #read() {
    try {
      const editing = JSON.parse(this.#storage.get(`${KEY}@${this.#server}`));
      return Number.isSafeInteger(editing?.seq) ? editing : null;
    } catch {
      return null; // cut off, or another program's
    }
  }

  /** The last message of a room's log that the user wrote, or null. */
  static lastOwn({ timeline }, self) {
    const isOwn = ({ type, user, deleted }) =>
      type === "new_message" && user.id === self?.id && deleted === undefined;
    return timeline?.events.findLast(isOwn) ?? null;
  }
}
