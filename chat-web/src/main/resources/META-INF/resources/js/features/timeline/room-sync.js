import { exponentialMs } from "../../net/backoff.js";
import { Disconnected } from "../../net/protocol.js";
import { isMine } from "../rooms/model.js";
import { isDurable } from "./events.js";
import { distanceTo } from "./timeline.js";

const FIRST_PAGE = 60;
const LONGEST_PAGE = 200;
/** After more missed events than this, reading goes on at the end: all pages would take too long. */
const FARTHEST_RESUME = 1_000;
const CROWD_REFRESH_MS = 10_000;
const OWN_PAGE = 100;

/**
 * Keeps what is held of the rooms equal to what the server has: joins one's rooms on every new
 * connection, resumes where reading stopped, fills holes. Knows no DOM.
 */
export class RoomSync {
  #store;
  #connection;
  #joining = new Map();
  #filling = new Set();
  #refreshing = null;

  constructor({ store, connection }) {
    this.#store = store;
    this.#connection = connection;
    connection.addEventListener("frame", ({ frame }) => this.#look(frame));
  }

  /** Becomes present in a room, continuing where its timeline ends. Resolves to its id. */
  join(target) {
    const key = target.room ?? `code ${target.code} ${target.invite}`;
    const under = this.#joining.get(key);
    if (under !== undefined) return under;
    const joining = this.#join(target).finally(() => this.#joining.delete(key));
    this.#joining.set(key, joining);
    return joining;
  }

  async #join({ users = true, ...where }) {
    const held = this.#store.state.rooms.get(where.room);
    const timeline = held?.timeline;
    const frame = { type: "join_room", ...where, users };
    const isNear = timeline && distanceTo(held.info.head, timeline) <= FARTHEST_RESUME;
    if (isNear) frame.after = { epoch: timeline.epoch, seq: timeline.cursor };
    else frame.limit = Math.min(LONGEST_PAGE, Math.max(FIRST_PAGE, (held?.info.unread ?? 0) + 20));
    const reply = await this.#connection.request(frame);
    return reply.room.id;
  }

  #look(frame) {
    if (isDurable(frame)) {
      // The first event is how the other person hears of a conversation.
      if (!this.#store.state.rooms.has(frame.room)) this.keepJoining(frame.room);
      else this.#fill(frame.room);
      return;
    }
    switch (frame.type) {
      case "welcome":
        this.#rejoin();
        if (frame.more) this.#readOwn();
        break;
      case "message_sent":
        if (!this.#store.state.rooms.has(frame.room)) this.keepJoining(frame.room);
        break;
      case "room_presence":
        this.#refreshMembers(frame.room);
        break;
      case "joined_room":
        this.#fill(frame.room.id);
        break;
      case "history":
        this.#fill(frame.room);
        this.#joinAnew(frame.room);
        break;
      case "rooms_changed":
        for (const { id, member } of frame.rooms ?? []) if (member) this.#joinToo(id);
        break;
    }
  }

  /** Another tab of the same person created it or joined it: what is said there is ours to count. */
  #joinToo(id) {
    const room = this.#store.state.rooms.get(id);
    if (!room.joined && isWorthJoining(room, this.#store.state.current)) this.keepJoining(id);
  }

  /** A log that was replaced is read from its end. */
  #joinAnew(id) {
    const room = this.#store.state.rooms.get(id);
    if (room?.timeline === null && isMine(room)) this.keepJoining(id);
  }

  /** In a crowd single joins and leaves are not told: who is there is asked for now and then. */
  #refreshMembers(room) {
    if (this.#refreshing !== null || this.#store.state.current !== room) return;
    this.#refreshing = setTimeout(() => {
      this.#refreshing = null;
      if (this.#store.state.current !== room) return;
      this.#readMembers(room).catch(() => {});
    }, CROWD_REFRESH_MS);
  }

  /** As many of them as are shown. */
  async #readMembers(room) {
    const { length } = this.#store.state.rooms.get(room).members;
    let after = {};
    for (let read = 0, more = true; more && read < length;) {
      const page = { type: "members", room, limit: LONGEST_PAGE, ...after };
      const reply = await this.#connection.request(page);
      read += reply.users.length;
      more = reply.more;
      after = { after: reply.users.at(-1)?.id };
    }
  }

  #rejoin() {
    const { rooms, current } = this.#store.state;
    // A room that was opened while offline is joined too.
    const mine = [...rooms.values()].filter(
      (room) => room.info.id === current || (isMine(room) && isWorthJoining(room, current)),
    );
    // The open room comes first.
    mine.sort((a, b) => (b.info.id === current) - (a.info.id === current));
    for (const { info } of mine) this.keepJoining(info.id, info.id === current);
  }

  /** One's own rooms that the welcome had no place for, page by page. */
  async #readOwn(after, attempt = 0) {
    const page = { type: "get_rooms", own: true, limit: OWN_PAGE, ...(after ? { after } : {}) };
    try {
      const { rooms, more } = await this.#connection.request(page);
      for (const { id } of rooms) this.#joinToo(id);
      if (more && rooms.length > 0) this.#readOwn(rooms.at(-1).id);
    } catch (refusal) {
      if (refusal instanceof Disconnected || !refusal.temporary) return;
      const delayMs = refusal.retryAfterMs || exponentialMs(attempt);
      setTimeout(() => this.#connection.isOpen && this.#readOwn(after, attempt + 1), delayMs);
    }
  }

  /**
   * Joins a room and becomes present in it. Temporary refusals are waited out; for others the room is
   * no longer ours.
   */
  async keepJoining(room, users = false, attempt = 0) {
    try {
      await this.join({ room, users });
    } catch (refusal) {
      if (refusal instanceof Disconnected) return;
      if (!refusal.temporary) {
        this.#store.dispatch({ type: "gone", room });
        return;
      }
      const delayMs = refusal.retryAfterMs || exponentialMs(attempt);
      setTimeout(
        () => this.#connection.isOpen && this.keepJoining(room, users, attempt + 1),
        delayMs,
      );
    }
  }

  /** Continues behind the cursor, page by page, while live events keep coming. */
  async #fill(id, attempt = 0) {
    const room = this.#store.state.rooms.get(id);
    if (room === undefined || this.#filling.has(id)) return;
    if (room.joined === false && room.timeline === null && room.info.kind !== "direct") return;
    if (!room.timeline?.behind) return;
    this.#filling.add(id);
    let delayMs = 0;
    try {
      const after = room.timeline.cursor;
      await this.#connection.request({ type: "history", room: id, after, limit: LONGEST_PAGE });
    } catch (refusal) {
      if (refusal instanceof Disconnected || !refusal.temporary) return;
      delayMs = refusal.retryAfterMs || exponentialMs(attempt);
    } finally {
      this.#filling.delete(id);
    }
    if (delayMs === 0) this.#fill(id);
    else setTimeout(() => this.#fill(id, attempt + 1), delayMs);
  }
}

/** A conversation's messages come without joining; it is joined when it is opened. */
function isWorthJoining({ info, timeline }, current) {
  return info.kind !== "direct" || timeline !== null || info.id === current;
}
