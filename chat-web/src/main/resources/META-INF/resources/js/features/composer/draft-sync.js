import { plainLine } from "../../lib/format/plain.js";
import { shorten } from "../../lib/graphemes.js";
import { Refusal } from "../../net/protocol.js";
import { heldMessage } from "../messages/selectors.js";
import { isMine } from "../rooms/model.js";

/** After the first change of a draft, so that a word goes out at once. */
const SOON_MS = 300;
/** The server accepts two drafts a second of a user. */
const AT_MOST_EVERY_MS = 800;
/** Typing that has paused may have ended by then. */
const SETTLES_MS = 5_000;
/** Of what is answered a draft keeps a line. */
const KEPT_QUOTE = 140;

/**
 * Keeps the drafts of a user the same on all devices. The draft with the higher `rev` wins, but a
 * text that is being typed here is never replaced: the draft of another device waits until the
 * typing ends, and is dropped if the text was changed since. Drafts in this browser are the copy for
 * times without a connection; on every connection both sides exchange what they have.
 */
export class DraftSync {
  #drafts;
  #store;
  #connection;
  #quote;
  #timers = new Map();
  #savedAt = new Map();
  /** Drafts of other devices that wait for the typing here to end, by room. */
  #waiting = new Map();
  #settles = null;
  #composer = null;

  /** `quote(room, seq)` is the command that reads one message. */
  constructor({ drafts, store, connection, quote }) {
    this.#drafts = drafts;
    this.#store = store;
    this.#connection = connection;
    this.#quote = quote;
    drafts.addEventListener("edited", ({ room }) => this.#edited(room));
    connection.addEventListener("frame", ({ frame }) => {
      if (frame.type === "welcome") this.#exchange();
      if (frame.type === "draft_changed") this.#take(frame);
    });
  }

  /** `composer` shows drafts: `isTyping(room)`, and `adopted(room)` when one has changed. */
  show(composer) {
    this.#composer = composer;
  }

  /** Typing has ended: what waited for it is taken over. */
  settle() {
    for (const [room, draft] of this.#waiting) {
      if (draft.rev < this.#drafts.latest(room)) this.#waiting.delete(room);
      else if (this.#composer?.isTyping(room)) this.#wait(draft);
      else {
        this.#waiting.delete(room);
        this.#adopt(draft);
      }
    }
  }

  /** Saves at once what waits to be saved. */
  flush() {
    for (const room of [...this.#timers.keys()]) this.#save(room);
  }

  #edited(room) {
    if (this.#timers.has(room)) return;
    const { text } = this.#drafts.own(room) ?? {};
    const dueAt = (this.#savedAt.get(room) ?? -Infinity) + AT_MOST_EVERY_MS;
    // What was sent must not be written on elsewhere.
    const waitMs = text === "" ? 0 : Math.max(SOON_MS, dueAt - performance.now());
    this.#timers.set(room, setTimeout(() => this.#save(room), waitMs));
  }

  async #exchange() {
    let listed;
    try {
      listed = (await this.#connection.request({ type: "get_drafts" })).drafts;
    } catch {
      return; // the next welcome asks again; a server of an earlier version knows no drafts
    }
    const isListed = new Map(listed.map((draft) => [draft.room, draft.rev]));
    for (const draft of listed) this.#take(draft);
    for (const room of this.#drafts.rooms()) {
      const own = this.#drafts.own(room);
      const listedRev = isListed.get(room) ?? 0;
      // A removed draft is told only to a server that still has it.
      if (own !== null && own.rev > listedRev && (own.text !== "" || listedRev > 0)) this.#save(room);
    }
  }

  async #save(room) {
    clearTimeout(this.#timers.get(room));
    this.#timers.delete(room);
    const draft = this.#drafts.own(room);
    const held = this.#store.state.rooms.get(room);
    if (draft === null || held === undefined || !isMine(held) || !this.#connection.isOpen) return;
    const { text, reply, rev } = draft;
    if (!(rev > 0)) return;
    this.#savedAt.set(room, performance.now());
    const reply_to = reply?.seq > 0 && text !== "" ? { reply_to: reply.seq } : {};
    const frame = { type: "save_draft", room, text, ...reply_to, rev };
    try {
      const { current } = await this.#connection.request(frame);
      if (current !== undefined) this.#take(current);
    } catch (error) {
      this.#failed(room, error);
    }
  }

  #failed(room, error) {
    // Without a connection the next welcome exchanges it; anything else stays in this browser.
    if (!(error instanceof Refusal) || !error.temporary || this.#timers.has(room)) return;
    const waitMs = Math.max(AT_MOST_EVERY_MS, error.retryAfterMs);
    this.#timers.set(room, setTimeout(() => this.#save(room), waitMs));
  }

  /** A draft of another device, or of another tab. Those of threads are not shown here. */
  #take(draft) {
    const { room, root, text, rev } = draft;
    const latest = this.#drafts.latest(room);
    const own = this.#drafts.own(room);
    // Of two with the same `rev` the server keeps the one that came first.
    const isLater = rev > latest || (rev === latest && own !== null && own.text !== text);
    // Another tab of this browser may have it: each has a text of its own.
    if (root !== undefined || !isLater) return;
    const isShared = this.#drafts.isShared(room);
    this.#drafts.saw(room, rev);
    if (!isShared) return;
    if (this.#composer?.isTyping(room)) this.#wait(draft);
    else this.#adopt(draft);
  }

  #wait(draft) {
    this.#waiting.set(draft.room, draft);
    clearTimeout(this.#settles);
    this.#settles = setTimeout(() => this.settle(), SETTLES_MS);
  }

  async #adopt({ room, text, reply_to, rev }) {
    const reply = reply_to === undefined ? null : await this.#quoted(room, reply_to);
    // Meanwhile the user, or another device, may have gone on.
    if (rev !== this.#drafts.latest(room) || this.#composer?.isTyping(room)) return;
    this.#drafts.adopt(room, { text, reply, rev });
    this.#composer?.adopted(room);
  }

  /** The message that a draft answers; null if it is gone. */
  async #quoted(room, seq) {
    const held = this.#store.state.rooms.get(room);
    let message = held === undefined ? null : heldMessage(held, seq);
    if (message === null) {
      const page = await this.#quote(room, seq).catch(() => null);
      message = page?.events.find((event) => event.seq === seq && event.type === "new_message") ?? null;
    }
    if (message === null) return null;
    const epoch = this.#store.state.rooms.get(room)?.timeline?.epoch ?? null;
    return { seq, epoch, name: message.user.name, text: shorten(plainLine(message), KEPT_QUOTE) };
  }
}
