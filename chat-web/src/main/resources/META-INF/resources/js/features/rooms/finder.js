import { finder } from "../../lib/fold-text.js";
import { attention, newRoom } from "./model.js";
import { idStart } from "./room-ids.js";
import { roomLists, roomName } from "./selectors.js";

const MOST_SHOWN = 12;

/** Pages of 100 rooms and of 200 people: together less than a connection may ask for at once. */
const MOST_ROOM_PAGES = 20;
const MOST_PEOPLE_PAGES = 20;

/** Of what is being typed not every letter is asked for. */
const PAUSE_MS = 200;

/**
 * Rooms and people by a part of their names: those that the page knows, and as soon as something is
 * looked for also the public rooms beyond the first hundred and the people of one's rooms, page by
 * page. Where there are more public rooms than these pages have, the others are found by the
 * beginning of their names. `changed()` is called when there may be more to find. Knows no DOM.
 */
export class Finder {
  #commands;
  #store;
  #changed;
  #rooms = new Map();
  #people = new Map();
  #loading = null;
  #wanted = "";
  #isStopped = false;

  /** Whether pages are still on their way. */
  isLooking = false;

  /** Whether there are public rooms that were not looked at. */
  hasMore = false;

  constructor({ commands, store, connection }, changed) {
    this.#commands = commands;
    this.#store = store;
    this.#changed = changed;
    this.isOnline = () => connection.isOpen;
  }

  stop() {
    this.#isStopped = true;
  }

  /** At most twelve of {room} or {user}, the best first. */
  find(text) {
    const { rooms, users, self } = this.#store.state;
    const { own, direct, open } = roomLists(this.#store.state);
    const known = [...own, ...direct, ...open].map((room) => ({ room, name: roomName(room) }));
    // Without a query, what is unread is what one probably wants.
    if (text.trim() === "") {
      const unread = ({ room }) => attention(room);
      return known.sort((a, b) => unread(b) - unread(a)).slice(0, MOST_SHOWN);
    }
    const others = [...this.#rooms.values()].filter(({ info }) => !rooms.has(info.id));
    const talking = new Set(direct.map(({ info }) => info.with?.id));
    const people = new Map([...users, ...this.#people]);
    for (const { members } of rooms.values()) for (const user of members) people.set(user.id, user);
    const contacts = [...people.values()].filter(({ id }) => id !== self?.id && !talking.has(id));
    const all = [
      ...known,
      ...contacts.map((user) => ({ user, name: user.name })),
      ...others.map((room) => ({ room, name: roomName(room) })),
    ];
    const rank = finder(text);
    return all
      .map((found) => ({ found, rank: rank(found.name) }))
      .filter((each) => each.rank !== null)
      .sort((a, b) => a.rank - b.rank)
      .slice(0, MOST_SHOWN)
      .map(({ found }) => found);
  }

  /** Asks the server for what the page does not know: its lists once, and then for this text. */
  async look(text) {
    this.#wanted = text;
    if (text.trim() === "" || !this.isOnline()) return;
    this.#loading ??= this.#lookAll();
    await this.#loading;
    if (!this.hasMore) return;
    await new Promise((done) => setTimeout(done, PAUSE_MS));
    if (this.#wanted === text && !this.#isStopped) await this.#readBeginning(idStart(text));
  }

  async #lookAll() {
    this.isLooking = true;
    try {
      await Promise.all([this.#readRooms(), this.#readPeople()]);
    } finally {
      this.isLooking = false;
      this.#changed();
    }
  }

  async #readRooms() {
    let more = this.#store.state.morePublic;
    let after;
    for (let page = 0; more && page < MOST_ROOM_PAGES && !this.#isStopped; page++) {
      const reply = await this.#commands.roomsAfter(after);
      for (const info of reply.rooms) this.#rooms.set(info.id, newRoom(info));
      more = reply.more;
      after = reply.rooms.at(-1)?.id;
      this.#changed();
    }
    this.hasMore = more;
  }

  /** The ids of public rooms follow from their names, so those that begin alike stand together. */
  async #readBeginning(start) {
    if (start === "") return;
    const { rooms } = await this.#commands.roomsFrom(start);
    for (const info of rooms) this.#rooms.set(info.id, newRoom(info));
    this.#changed();
  }

  /** Of the current room first; in each as many as there are. */
  async #readPeople() {
    const { rooms, current } = this.#store.state;
    const mine = [...rooms.values()].filter(
      ({ info, joined }) => info.kind !== "direct" && (joined || info.member === true),
    );
    mine.sort((a, b) => (b.info.id === current) - (a.info.id === current));
    let pages = 0;
    for (const { info } of mine) {
      let after;
      for (let more = true; more && pages < MOST_PEOPLE_PAGES && !this.#isStopped; pages++) {
        const reply = await this.#commands.peopleAfter(info.id, after);
        for (const user of reply.users) this.#people.set(user.id, user);
        more = reply.more;
        after = reply.users.at(-1)?.id;
        this.#changed();
      }
    }
  }
}
