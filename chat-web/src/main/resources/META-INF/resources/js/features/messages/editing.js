import { currentRoom } from "../rooms/selectors.js";
import { heldMessage } from "./selectors.js";

const KEY = "editing";

/** The message that is being edited, if any: one at a time, kept over a reload. */
export class Editing {
  #store;
  #storage;
  #server;
  #focusBack;

  constructor({ store, storage, server, focusBack }) {
    this.#store = store;
    this.#storage = storage;
    this.#server = server;
    this.#focusBack = focusBack;
    const kept = this.#read();
    if (kept !== null) store.dispatch({ type: "editing", editing: kept });
    store.subscribe((state, before) => {
      if (state.editing !== null && state.rooms !== before.rooms) this.#compare(state);
    });
  }

  /** Begins to edit a message of the user. */
  begin(room, { seq, text, rev }) {
    this.#set({ room, seq, text, typed: text, base_rev: rev ?? seq });
  }

  /** What stands in the field now. */
  typed(text) {
    const { editing } = this.#store.state;
    if (editing !== null) this.#keep({ ...editing, typed: text });
  }

  end() {
    const { editing } = this.#store.state;
    this.#set(null);
    if (editing !== null) this.#focusBack(editing.seq);
  }

  /** Another device may have edited or deleted the message meanwhile. */
  #compare({ editing, rooms }) {
    const room = rooms.get(editing.room);
    const message = room ? heldMessage(room, editing.seq) : null;
    if (message === null || message.deleted !== undefined) return;
    const newer = message.text === editing.text ? undefined : message.text;
    if (newer !== editing.newer) this.#set({ ...editing, newer, typed: this.#read()?.typed });
  }

  #set(editing) {
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

  /** The last message of the current room that the user wrote, or null. */
  static lastOwn(state) {
    const events = currentRoom(state)?.timeline?.events ?? [];
    return (
      events.findLast(
        ({ type, user, deleted }) =>
          type === "new_message" && user.id === state.self?.id && deleted === undefined,
      ) ?? null
    );
  }
}
