import { idBefore } from "../features/rooms/room-ids.js";
import { Refusal } from "../net/protocol.js";

const OLDER_PAGE = 60;
const WINDOW_PAGE = 60;
const ROOM_PAGE = 100;
const MEMBER_PAGE = 200;

/**
 * What a person can do, as calls. Each rejects with the server's refusal; replies reach the store
 * by themselves.
 */
export class Commands {
  #store;
  #connection;
  #roomSync;
  #sendQueue;
  #older = new Map();
  #newer = new Map();

  constructor({ store, connection, roomSync, sendQueue }) {
    this.#store = store;
    this.#connection = connection;
    this.#roomSync = roomSync;
    this.#sendQueue = sendQueue;
  }

  /** Shows a room, joining it first where one is no member yet. */
  async openRoom(room) {
    const { rooms, current } = this.#store.state;
    const held = rooms.get(room);
    if (held !== undefined) this.#store.dispatch({ type: "opened", room });
    if (!this.#connection.isOpen) return room;
    if (!held?.joined) await this.#joinOrGoBack(room, current);
    if (held === undefined) this.#store.dispatch({ type: "opened", room });
    if (!this.#store.state.rooms.get(room)?.membersKnown) await this.members(room);
    return room;
  }

  /** A room that lets nobody in must not stay open, empty and for ever loading. */
  async #joinOrGoBack(room, former) {
    try {
      await this.#roomSync.join({ room });
    } catch (refusal) {
      const isRefused = refusal instanceof Refusal && this.#store.state.current === room;
      if (isRefused && former !== null) this.#store.dispatch({ type: "opened", room: former });
      throw refusal;
    }
  }

  async joinByCode(code) {
    const room = await this.#roomSync.join({ code: code.trim() });
    this.#store.dispatch({ type: "opened", room });
    return room;
  }

  /** By the secret of an invitation to a private room. */
  async joinByInvite(invite) {
    const room = await this.#roomSync.join({ invite });
    this.#store.dispatch({ type: "opened", room });
    return room;
  }

  /** Resolves to {invite, secret}; the secret is told this once. */
  createInvite(room) {
    return this.#connection.request({ type: "create_invite", room });
  }

  async invites(room) {
    return (await this.#connection.request({ type: "get_invites", room })).invites;
  }

  revokeInvite(room, invite) {
    return this.#connection.request({ type: "revoke_invite", room, invite });
  }

  async createRoom(kind, name) {
    const frame = { type: "create_room", kind, ...(name === "" ? {} : { name }) };
    const { room } = await this.#connection.request(frame);
    return this.openRoom(room.id);
  }

  async talkTo(user) {
    for (const { info } of this.#store.state.rooms.values())
      if (info.with?.id === user) return this.openRoom(info.id);
    const { room } = await this.#connection.request({ type: "create_room", kind: "direct", user });
    return this.openRoom(room.id);
  }

  /** `change`: {room, client_id, name?, topic?}; what it leaves out stays. */
  changeRoom(change) {
    return this.#connection.request({ type: "change_room", ...change });
  }

  leaveRoom(room) {
    return this.#connection.request({ type: "leave_room", room });
  }

  rename(username) {
    return this.#connection.request({ type: "set_username", username });
  }

  send(message) {
    return this.#sendQueue.add(message);
  }

  retry(client_id) {
    return this.#sendQueue.retry(client_id);
  }

  discard(client_id) {
    return this.#sendQueue.discard(client_id);
  }

  typing(room, typing) {
    return this.#connection.send({ type: "typing", room, typing });
  }

  /** The page before what is held; whoever asks while it is under way waits for the same one. */
  older(room, limit = OLDER_PAGE) {
    if (!this.#older.has(room)) {
      const loading = this.#loadOlder(room, limit).finally(() => this.#older.delete(room));
      this.#older.set(room, loading);
    }
    return this.#older.get(room);
  }

  async #loadOlder(room, limit) {
    const { timeline, historyWindow } = this.#store.state.rooms.get(room) ?? {};
    const held = historyWindow ?? timeline;
    if (!held || held.complete) return;
    const before = held.from;
    const note = historyWindow ? "window" : null;
    this.#store.dispatch({ type: "loading_older", room, loading: true });
    try {
      const reply = await this.#connection.request({ type: "history", room, before, limit }, note);
      if (historyWindow) this.#grow(room, "older", reply);
    } finally {
      this.#store.dispatch({ type: "loading_older", room, loading: false });
    }
  }

  /** The page after what the history window holds. */
  newer(room) {
    if (!this.#newer.has(room)) {
      const loading = this.#loadNewer(room).finally(() => this.#newer.delete(room));
      this.#newer.set(room, loading);
    }
    return this.#newer.get(room);
  }

  async #loadNewer(room) {
    const historyWindow = this.#store.state.rooms.get(room)?.historyWindow;
    if (!historyWindow) return;
    const frame = { type: "history", room, after: historyWindow.to, limit: WINDOW_PAGE };
    this.#grow(room, "newer", await this.#connection.request(frame, "window"));
  }

  #grow(room, side, page) {
    this.#store.dispatch({ type: "history_window_grown", room, side, page });
  }

  /** Goes to an earlier part of a room's log: what was said around the message `seq`. */
  async openHistoryWindow(room, seq) {
    const page = (where) => {
      const frame = { type: "history", room, ...where, limit: WINDOW_PAGE };
      return this.#connection.request(frame, "window");
    };
    const [before, after] = await Promise.all([page({ before: seq + 1 }), page({ after: seq })]);
    this.#store.dispatch({ type: "history_window_opened", room, seq, before, after });
  }

  /** Back to the end of the log. */
  closeHistoryWindow(room) {
    this.#store.dispatch({ type: "history_window_closed", room });
  }

  /** One message that a reply quotes and that is not held. */
  quote(room, seq) {
    return this.#connection.request({ type: "history", room, after: seq - 1, limit: 1 }, "quote");
  }

  members(room, after) {
    const frame = {
      type: "members",
      room,
      limit: MEMBER_PAGE,
      ...(after === undefined ? {} : { after }),
    };
    return this.#connection.request(frame);
  }

  /** A page of public rooms that is not added to the list of the page. */
  roomsAfter(after) {
    const frame = { type: "get_rooms", limit: ROOM_PAGE, ...(after ? { after } : {}) };
    return this.#connection.request(frame, "found");
  }

  /** A page of people that is not added to what is shown of the room. */
  peopleAfter(room, after) {
    const frame = { type: "members", room, limit: MEMBER_PAGE, ...(after ? { after } : {}) };
    return this.#connection.request(frame, "found");
  }

  /**
   * What the server lists of a room that is not permanent and that one may see; null for none. These
   * go by ascending id, so the room is the first one after the id right before its own. The permanent
   * rooms come before them, and `welcome` has them all.
   */
  async lookUpRoom(id) {
    const { rooms } = await this.#roomsFrom(id, 1);
    return rooms[0]?.id === id ? rooms[0] : null;
  }

  /** Rooms that are not permanent and whose ids begin with this, and those after them. */
  roomsFrom(start) {
    return this.#roomsFrom(start, ROOM_PAGE);
  }

  #roomsFrom(id, limit) {
    const frame = { type: "get_rooms", limit, after: idBefore(id) };
    return this.#connection.request(frame, "found");
  }

  moreRooms(after) {
    return this.#connection.request({
      type: "get_rooms",
      limit: ROOM_PAGE,
      ...(after ? { after } : {}),
    });
  }
}
