import { plainLine } from "../../lib/format/plain.js";
import { shorten } from "../../lib/graphemes.js";
import { Refusal } from "../../net/protocol.js";
import { heldMessage } from "../messages/selectors.js";
import { isMine } from "../rooms/model.js";
import { draftKey, draftOf } from "./drafts.js";

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
 * times without a connection; on every connection both sides exchange what they have. Each room has
 * a draft, and each thread has one; `key` is what names it here.
 */
export class DraftSync {
  #drafts;
  #store;
  #connection;
  #quote;
  #timers = new Map();
  #savedAt = new Map();
  /** Drafts of other devices that wait for the typing here to end, by key. */
  #waiting = new Map();
  #settles = null;
  #composers = new Map();

  /** `quote(room, seq)` is the command that reads one message. */
  constructor({ drafts, store, connection, quote }) {
    this.#drafts = drafts;
    this.#store = store;
    this.#connection = connection;
    this.#quote = quote;
    drafts.addEventListener("edited", ({ key }) => this.#edited(key));
    connection.addEventListener("frame", ({ frame }) => {
      if (frame.type === "welcome") this.#exchange();
      if (frame.type === "draft_changed") this.#take(frame);
    });
  }

  /**
   * The composer at a place shows drafts: `isTyping(key)`, and `adopted(key)` when one has changed. It
   * takes the place of a former one there.
   */
  show(place, composer) {
    this.#composers.set(place, composer);
  }

  #isTyping(key) {
    return [...this.#composers.values()].some((composer) => composer.isTyping(key));
  }

  /** Typing has ended: what waited for it is taken over. */
  settle() {
    for (const [key, draft] of this.#waiting) {
      if (draft.rev < this.#drafts.latest(key)) this.#waiting.delete(key);
      else if (this.#isTyping(key)) this.#wait(key, draft);
      else {
        this.#waiting.delete(key);
        this.#adopt(key, draft);
      }
    }
  }

  /** Saves at once what waits to be saved. */
  flush() {
    for (const key of [...this.#timers.keys()]) this.#save(key);
  }

  #edited(key) {
    if (this.#timers.has(key)) return;
    const { text } = this.#drafts.own(key) ?? {};
    const dueAt = (this.#savedAt.get(key) ?? -Infinity) + AT_MOST_EVERY_MS;
    // What was sent must not be written on elsewhere.
    const waitMs = text === "" ? 0 : Math.max(SOON_MS, dueAt - performance.now());
    this.#timers.set(key, setTimeout(() => this.#save(key), waitMs));
  }

  async #exchange() {
    let listed;
    try {
      listed = (await this.#connection.request({ type: "get_drafts" })).drafts;
    } catch {
      return; // the next welcome asks again; a server of an earlier version knows no drafts
    }
    const isListed = new Map(listed.map(({ room, root, rev }) => [draftKey(room, root), rev]));
    for (const draft of listed) this.#take(draft);
    for (const key of this.#drafts.keys()) {
      const own = this.#drafts.own(key);
      const listedRev = isListed.get(key) ?? 0;
      // A removed draft is told only to a server that still has it.
      if (own !== null && own.rev > listedRev && (own.text !== "" || listedRev > 0)) this.#save(key);
    }
  }

  async #save(key) {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    const draft = this.#drafts.own(key);
    const { room, root } = draftOf(key);
    const held = this.#store.state.rooms.get(room);
    if (draft === null || held === undefined || !isMine(held) || !this.#connection.isOpen) return;
    const { text, reply, rev } = draft;
    if (!(rev > 0)) return;
    this.#savedAt.set(key, performance.now());
    const reply_to = reply?.seq > 0 && text !== "" ? { reply_to: reply.seq } : {};
    const thread = root === undefined ? {} : { root };
    const frame = { type: "save_draft", room, ...thread, text, ...reply_to, rev };
    try {
      const { current } = await this.#connection.request(frame);
      if (current !== undefined) this.#take(current);
    } catch (error) {
      this.#failed(key, error);
    }
  }

  #failed(key, error) {
    // Without a connection the next welcome exchanges it; anything else stays in this browser.
    if (!(error instanceof Refusal) || !error.temporary || this.#timers.has(key)) return;
    const waitMs = Math.max(AT_MOST_EVERY_MS, error.retryAfterMs);
    this.#timers.set(key, setTimeout(() => this.#save(key), waitMs));
  }

  /** A draft of another device, or of another tab. */
  #take(draft) {
    const { room, root, text, rev } = draft;
    const key = draftKey(room, root);
    const latest = this.#drafts.latest(key);
    const own = this.#drafts.own(key);
    // Of two with the same `rev` the server keeps the one that came first.
    const isLater = rev > latest || (rev === latest && own !== null && own.text !== text);
    // Another tab of this browser may have it: each has a text of its own.
    if (!isLater) return;
    // The text here was shared when an earlier one began to wait.
    const isShared = this.#waiting.get(key)?.rev === latest || this.#drafts.isShared(key);
    this.#drafts.saw(key, rev);
    if (!isShared) return;
    if (this.#isTyping(key)) this.#wait(key, draft);
    else this.#adopt(key, draft);
  }

  #wait(key, draft) {
    this.#waiting.set(key, draft);
    clearTimeout(this.#settles);
    this.#settles = setTimeout(() => this.settle(), SETTLES_MS);
  }

  async #adopt(key, { room, text, reply_to, rev }) {
    const reply = reply_to === undefined ? null : await this.#quoted(room, reply_to);
    // Meanwhile the user, or another device, may have gone on.
    if (rev !== this.#drafts.latest(key) || this.#isTyping(key)) return;
    this.#drafts.adopt(key, { text, reply, rev });
    for (const composer of this.#composers.values()) composer.adopted(key);
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
