import { foldName, foldText } from "../../lib/fold-text.js";
import { anotherName } from "../../lib/suggest-name.js";
import { Disconnected } from "../../net/protocol.js";
import { EntryError } from "./entry-error.js";

const MOST_ROOM_PAGES = 20;
const MOST_SUGGESTIONS = 5;

/** How a user enters: begins a session, takes a name, and opens the room of the destination. */
export class EntryFlow {
  #connection;
  #session;
  #store;
  #commands;

  constructor({ connection, session, store, commands }) {
    this.#connection = connection;
    this.#session = session;
    this.#store = store;
    this.#commands = commands;
  }

  /**
   * `destination`: {way: "default"|"room"|"code"|"invite"|"create", …}. Resolves to the id of the
   * room that is open then.
   */
  async enter({ name, suggested, destination }) {
    if (!this.#connection.isOpen) {
      if (!this.#session.known) await this.#beginSession();
      await this.#opened();
    }
    await this.#takeName(name, suggested);
    return this.open(destination);
  }

  /** Back with the session of an earlier visit. */
  resume() {
    this.#connection.open();
  }

  /**
   * The server knows the session no longer. A new one is made when the user enters again,
   * never by itself.
   */
  forget() {
    this.#session.forget();
  }

  /** The id of the room of a destination, if it is known without asking the server; else null. */
  find({ way, room }) {
    if (way === "room") return this.#find(room);
    return way === "default" ? this.#find(this.#store.state.defaultRoom) : null;
  }

  async open(destination) {
    try {
      switch (destination.way) {
        case "code":
          return await this.#commands.joinByCode(destination.code);
        case "invite":
          return await this.#commands.joinByInvite(destination.invite);
        case "create":
          return await this.#commands.createRoom(destination);
        case "room":
          return await this.#openNamed(destination.room);
        default:
          return await this.#commands.openRoom(this.#store.state.defaultRoom);
      }
    } catch (refusal) {
      throw new EntryError(destination.way, refusal);
    }
  }

  async #beginSession() {
    try {
      await this.#session.begin();
    } catch (error) {
      throw new EntryError("server", error);
    }
  }

  /**
   * Settles with the first welcome; a session that is refused, or a server that is away, is told at
   * once.
   */
  #opened() {
    if (this.#connection.isOpen) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const heard = ({ link }) => {
        if (link.state === "connecting") return;
        this.#connection.removeEventListener("link", heard);
        if (link.state === "open") resolve();
        else reject(new EntryError("server", new Disconnected()));
      };
      this.#connection.addEventListener("link", heard);
      this.#connection.open();
    });
  }

  async #takeName(name, suggested) {
    let wanted = name.trim();
    if (wanted === "" || wanted === this.#store.state.self.name) return;
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#commands.rename(wanted);
        return;
      } catch (refusal) {
        // A name that was only suggested is replaced without a question.
        const another = suggested && refusal.code === "name_taken" && attempt < MOST_SUGGESTIONS;
        if (!another) throw new EntryError("name", refusal);
        wanted = anotherName(wanted);
      }
    }
  }

  /** A destination names a room by its id or by its name. */
  async #openNamed(wanted) {
    const id = this.#find(wanted);
    if (id !== null) return this.#commands.openRoom(id);
    try {
      return await this.#commands.openRoom(wanted);
    } catch (refusal) {
      const found = await this.#search(wanted);
      if (found === null) throw refusal;
      return this.#commands.openRoom(found);
    }
  }

  #find(wanted) {
    const { rooms } = this.#store.state;
    if (rooms.has(wanted)) return wanted;
    if (wanted === null) return null;
    for (const { info } of rooms.values()) if (isNamed(info, wanted)) return info.id;
    return null;
  }

  /** The room with this name, else the first that answers to it without regard to accents. */
  async #search(wanted) {
    const known = [...this.#store.state.rooms.values()].map(({ info }) => info);
    let answering = known.find((info) => answers(info, wanted))?.id ?? null;
    let after;
    for (let page = 0; page < MOST_ROOM_PAGES; page++) {
      const { rooms, more } = await this.#commands.moreRooms(after);
      const found = rooms.find((info) => isNamed(info, wanted));
      if (found !== undefined) return found.id;
      answering ??= rooms.find((info) => answers(info, wanted))?.id ?? null;
      if (!more) break;
      after = rooms[rooms.length - 1].id;
    }
    return answering;
  }
}

function isNamed({ name }, wanted) {
  return name !== undefined && foldName(name) === foldName(wanted.trim());
}

function answers({ name }, wanted) {
  return name !== undefined && foldText(name) === foldText(wanted.trim());
}
