import { words } from "../../i18n/words.js";
import { make } from "../../lib/dom.js";
import { plainLine } from "../../lib/format/plain.js";
import { isMentioned } from "../messages/selectors.js";
import { eventTypes, isDurable, isMessage } from "../timeline/events.js";

const GATHER_MS = 700;
const READ_ONE_BY_ONE = 3;

/**
 * The one polite voice for screen readers: new messages and changes of the current room, private
 * messages and mentions elsewhere, and what changes without a focus on it. Never history.
 */
export class LiveRegion {
  #root;
  #messages = [];
  #notices = new Map();
  #count = 0;
  #timer = null;

  constructor(root) {
    this.#root = root;
  }

  listen(connection, store) {
    connection.addEventListener("frame", ({ frame }) => {
      const { state } = store;
      if (!isDurable(frame) || frame.user.id === state.self?.id) return;
      const { sentence } = eventTypes[frame.type] ?? {};
      if (sentence !== undefined && frame.room === state.current)
        this.say(sentence(words, frame, (typed) => typed), `change of ${frame.room}`);
      if (!isMessage(frame)) return;
      const said = describe(frame, state);
      if (said === null) return;
      this.#messages.push(said);
      this.#soon();
    });
  }

  /** An edit mentions the user, as a new message would. */
  mentioned(event, state) {
    const isPrivate = state.rooms.get(event.room)?.info.kind === "direct";
    this.#messages.push(describe({ ...event, private: isPrivate }, state));
    this.#soon();
  }

  /**
   * Says a text a moment later. Of several with the same `about`, only the latest is said; an empty
   * text says nothing instead.
   */
  say(text, about = `${this.#count++}`) {
    this.#notices.delete(about);
    if (text !== "") this.#notices.set(about, text);
    this.#soon();
  }

  #soon() {
    this.#timer ??= setTimeout(() => this.#speak(), GATHER_MS);
  }

  #speak() {
    this.#timer = null;
    const messages = this.#messages.splice(0);
    const isFlood = messages.length > READ_ONE_BY_ONE;
    const lines = isFlood ? [words.announceMany(messages.length)] : messages;
    const spoken = [...this.#notices.values(), ...lines];
    this.#notices.clear();
    if (spoken.length > 0) this.#root.replaceChildren(...spoken.map((line) => make("p", "", line)));
  }
}

function describe(frame, { current, self, rooms }) {
  const { room, user } = frame;
  const text = plainLine(frame);
  if (room === current) return words.announce(user.name, text);
  if (frame.private) return words.announce(words.notifyPrivate(user.name), text);
  if (!isMentioned(frame, self)) return null;
  return words.announce(words.notifyMention(user.name, rooms.get(room)?.info.name ?? ""), text);
}
