const AT_MOST_EVERY_MS = 400;

/** Sends the server how far the user has read: only while the end of the room is visible. */
export class ReadMarker {
  #store;
  #connection;
  #marked = new Map();
  #markedAt = -Infinity;
  #timer = null;

  constructor({ store, connection }) {
    this.#store = store;
    this.#connection = connection;
    store.subscribe(() => this.#soon());
    connection.addEventListener("frame", ({ frame }) => {
      if (frame.type === "marked_read") this.#marked.set(frame.room, frame.seq);
      if (frame.type === "welcome") this.#marked.clear();
    });
  }

  #soon() {
    if (this.#timer !== null || this.#unmarked() === null) return;
    // The first at once: a page that is closed right after must not leave the room unread.
    const waitMs = this.#markedAt + AT_MOST_EVERY_MS - performance.now();
    if (waitMs <= 0) this.#mark();
    else this.#timer = setTimeout(() => this.flush(), waitMs);
  }

  /** Tells at once what waits to be told. */
  flush() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#mark();
  }

  #unmarked() {
    const { isEndVisible, current, rooms, link } = this.#store.state;
    const room = rooms.get(current);
    if (room?.keepsUnread) return null;
    if (!isEndVisible || link.state !== "open" || !room?.joined || !room.timeline) return null;
    const { cursor, behind } = room.timeline;
    return behind || cursor <= (this.#marked.get(current) ?? 0)
      ? null
      : { room: current, seq: cursor };
  }

  #mark() {
    const mark = this.#unmarked();
    if (mark === null) return;
    this.#markedAt = performance.now();
    this.#marked.set(mark.room, mark.seq);
    this.#connection.request({ type: "mark_read", ...mark }).catch(() => {});
  }
}
