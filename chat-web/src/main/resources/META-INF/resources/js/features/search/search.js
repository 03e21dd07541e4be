const PAGE = 30;

/**
 * One search at a time, page by page: the latest question counts, and the answers to former ones
 * are dropped. Knows no DOM.
 */
export class Search {
  #connection;
  #turn = 0;

  constructor({ connection, store }) {
    this.#connection = connection;
    this.forget();
    let owner = store.state.self?.id;
    connection.addEventListener("frame", ({ frame }) => {
      if (frame.type !== "welcome") return;
      // What one person has found is not for the next.
      if (frame.user.id !== owner) this.forget();
      owner = frame.user.id;
    });
  }

  forget() {
    this.#turn++;
    this.query = "";
    this.room = null;
    this.hits = [];
    this.cursor = null;
    this.isDone = false;
  }

  /** Starts anew; resolves to whether it is still what is wanted. */
  find(query, room) {
    this.forget();
    this.query = query;
    this.room = room;
    return this.#page();
  }

  get hasMore() {
    return this.cursor !== null;
  }

  more() {
    return this.#page();
  }

  /** A search that takes long is answered with few hits or none, and goes on from there. */
  async #page() {
    const turn = this.#turn;
    let found = [];
    do {
      const { hits, more, cursor } = await this.#connection.request({
        type: "search",
        query: this.query,
        limit: PAGE,
        ...(this.room === null ? {} : { room: this.room }),
        ...(this.cursor === null ? {} : { cursor: this.cursor }),
      });
      if (turn !== this.#turn) return false;
      this.cursor = more ? cursor : null;
      found = hits;
    } while (found.length === 0 && this.hasMore);
    this.hits = [...this.hits, ...found];
    this.isDone = true;
    return true;
  }
}
