import { newRoom } from "../features/rooms/model.js";
import { restoreTimeline, trim } from "../features/timeline/timeline.js";

/** Another number with each further type of event that is shown: of others only the seq was kept. */
const VERSION = 3;
const EVERY_MS = 3_000;
const KEPT_EVENTS = 40;
const MOST_CHARACTERS = 200_000;

/**
 * What the page knew when it was last open (who one is, the rooms, what was said of late), so that it
 * has something to show before the server can be reached.
 */
export class OfflineSnapshot {
  #storage;
  #store;
  #key;
  #session;
  #timer = null;

  constructor({ storage, store, session, server }) {
    this.#storage = storage;
    this.#store = store;
    this.#session = session;
    this.#key = `snapshot@${server}`;
  }

  /** Restores the state of the last visit, if its session is still there. */
  restore() {
    const snapshot = this.#session.known ? this.#read() : null;
    if (snapshot !== null) this.#store.dispatch({ type: "restored", snapshot });
  }

  /** From now on what is known is kept: now and then, and when `save` is called. */
  keep() {
    this.#store.subscribe(() => {
      this.#timer ??= setTimeout(() => this.save(), EVERY_MS);
    });
  }

  /** Without a session nothing is kept. */
  save() {
    clearTimeout(this.#timer);
    this.#timer = null;
    if (!this.#session.known) {
      this.#storage.remove(this.#key);
      return;
    }
    const { state } = this.#store;
    if (state.self === null) return;
    const snapshot = snapshotOf(state);
    if (this.#storage.set(this.#key, JSON.stringify(snapshot))) return;
    const rooms = snapshot.rooms.map(({ info }) => ({ info }));
    this.#storage.set(this.#key, JSON.stringify({ ...snapshot, rooms }));
  }

  #read() {
    try {
      const snapshot = JSON.parse(this.#storage.get(this.#key));
      return snapshot?.version === VERSION ? snapshot : null;
    } catch {
      return null; // cut off, or another program's
    }
  }
}

/** The state as JSON values: of what was said only the end. */
export function snapshotOf({ self, defaultRoom, limits, rooms, current }) {
  const kept = [...rooms.values()];
  // The open room comes first, if there is not space for all.
  kept.sort((a, b) => (b.info.id === current) - (a.info.id === current));
  let left = MOST_CHARACTERS;
  const entries = kept.map(({ info, timeline }) => {
    const entry = { info };
    if (timeline === null || timeline.behind || left <= 0) return entry;
    const { epoch, cursor, from, events, complete } = trim(timeline, KEPT_EVENTS);
    left -= events.reduce((sum, { text }) => sum + 300 + (text?.length ?? 0), 0);
    entry.timeline = { epoch, cursor, from, events, complete };
    return entry;
  });
  return { version: VERSION, self, defaultRoom, limits, rooms: entries };
}

export function restored(state, { snapshot: { self, defaultRoom, limits, rooms } }) {
  const known = rooms.map(({ info, timeline }) => {
    const room = newRoom(info);
    if (timeline !== undefined) room.timeline = restoreTimeline(timeline);
    return [info.id, room];
  });
  return {
    ...state,
    self,
    defaultRoom,
    limits,
    rooms: new Map(known),
    users: new Map([[self.id, self]]),
  };
}
