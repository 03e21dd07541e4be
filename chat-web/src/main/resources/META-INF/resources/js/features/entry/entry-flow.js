import { foldName, foldText } from "../../lib/fold-text.js";
import { anotherName } from "../../lib/suggest-name.js";
import { Disconnected } from "../../net/protocol.js";
import { EntryProblem } from "./entry-error.js";

const MOST_ROOM_PAGES = 20;
const MOST_SUGGESTIONS = 5;

/** The way in: a session, a name, and the room that somebody wished for. */
export class Entrance {
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
   * `wish`: {way: "default"|"room"|"code"|"create", …}. Resolves to the id of the room that is open
   * then.
   */
  async enter({ name, suggested, wish }) {
    if (!this.#connection.isOpen) {
      if (!this.#session.known) await this.#beginSession();
      await this.#opened();
    }
    await this.#takeName(name, suggested);
    return this.fulfil(wish);
  }

  /** Back with the session of an earlier visit. */
  resume() {
    this.#connection.open();
  }

  /**
   * The server knows the session no longer. A new one is made when somebody asks to enter again,
   * never by itself.
   */
  forget() {
    this.#session.forget();
  }

  /** The id of the wished room, where it is known before the server has been asked; else null. */
  find({ way, room }) {
    if (way === "room") return this.#find(room);
    return way === "default" ? this.#find(this.#store.state.defaultRoom) : null;
  }

  async fulfil(wish) {
    try {
      switch (wish.way) {
        case "code":
          return await this.#commands.joinByCode(wish.code);
        case "invite":
          return await this.#commands.joinByInvite(wish.invite);
        case "create":
          return await this.#commands.createRoom(wish.kind, wish.name);
        case "room":
          return await this.#openWished(wish.room);
        default:
          return await this.#commands.openRoom(this.#store.state.defaultRoom);
      }
    } catch (refusal) {
      throw new EntryProblem(wish.way, refusal);
    }
  }

  async #beginSession() {
    try {
      await this.#session.begin();
    } catch (error) {
      throw new EntryProblem("server", error);
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
        else reject(new EntryProblem("server", new Disconnected()));
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
        // A name that nobody typed is not worth a question.
        const another = suggested && refusal.code === "name_taken" && attempt < MOST_SUGGESTIONS;
        if (!another) throw new EntryProblem("name", refusal);
        wanted = anotherName(wanted);
      }
    }
  }

  /** A wish names a room by its id or by its name. */
  async #openWished(wished) {
    const id = this.#find(wished);
    if (id !== null) return this.#commands.openRoom(id);
    try {
      return await this.#commands.openRoom(wished);
    } catch (refusal) {
      const found = await this.#search(wished);
      if (found === null) throw refusal;
      return this.#commands.openRoom(found);
    }
  }

  #find(wished) {
    const { rooms } = this.#store.state;
    if (rooms.has(wished)) return wished;
    if (wished === null) return null;
    for (const { info } of rooms.values()) if (isNamed(info, wished)) return info.id;
    return null;
  }

  /** The room with this name, else the first that answers to it without regard to accents. */
  async #search(wished) {
    const known = [...this.#store.state.rooms.values()].map(({ info }) => info);
    let answering = known.find((info) => answers(info, wished))?.id ?? null;
    let after;
    for (let page = 0; page < MOST_ROOM_PAGES; page++) {
      const { rooms, more } = await this.#commands.moreRooms(after);
      const found = rooms.find((info) => isNamed(info, wished));
      if (found !== undefined) return found.id;
      answering ??= rooms.find((info) => answers(info, wished))?.id ?? null;
      if (!more) break;
      after = rooms[rooms.length - 1].id;
    }
    return answering;
  }
}

function isNamed({ name }, wished) {
  return name !== undefined && foldName(name) === foldName(wished.trim());
}

function answers({ name }, wished) {
  return name !== undefined && foldText(name) === foldText(wished.trim());
}
