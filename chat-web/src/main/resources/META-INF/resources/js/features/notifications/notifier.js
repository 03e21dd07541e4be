import { words } from "../../i18n/words.js";
import { plainLine } from "../../lib/format/plain.js";
import { shorten } from "../../lib/graphemes.js";
import { exclusively } from "../../lib/locks.js";
import { notificationPermission, showNotification } from "../../lib/notifications.js";
import { serviceWorkers } from "../../lib/workers.js";
import { isMentioned } from "../messages/selectors.js";
import { isNotifying } from "./notification-toggle.js";
import { PageFocus } from "./page-focus.js";

const LONGEST = 200;
/** For another device or tab to say that the message is read there already. */
const SETTLE_MS = 600;
const MOST_CLAIMS = 200;

/**
 * Browser notifications of private messages and mentions, by the level of their room. One decision for all of them: the message
 * is unread, and no tab of this person is looked at. Tabs share what was notified, so that several
 * ring once; what is read, here or elsewhere, is withdrawn; what came while the connection was away
 * is made up for, the latest of each room.
 */
export class Notifier {
  #store;
  #connection;
  #storage;
  #goTo;
  #server;
  #focus;
  #owner = null;
  /** Per room, how far its log was considered: {epoch, seq}. */
  #considered = new Map();
  /** Per room, the seq up to which the server knows it as read. */
  #read = new Map();
  /** The messages to decide on, by room and seq. */
  #waiting = new Map();
  /** What is shown: {room, seq, close}. */
  #shown = [];
  #timer = null;

  constructor({ connection, store, storage, server, goTo }) {
    this.#connection = connection;
    this.#store = store;
    this.#storage = storage;
    this.#goTo = goTo;
    this.#server = server.socketUrl;
    // Who looks sees title and list: what waits to be decided on is no news any more.
    this.#focus = new PageFocus(this.#server, () => this.#waiting.clear());
    serviceWorkers()?.addEventListener("message", ({ data }) => goTo(data.room));
    connection.addEventListener("frame", ({ frame, request }) => this.#heard(frame, request));
    store.subscribe(() => this.#withdraw());
  }

  #heard(frame, request) {
    switch (frame.type) {
      case "welcome":
        this.#welcomed(frame);
        break;
      case "new_message":
        this.#consider(frame.room, [frame], frame.seq - 1);
        break;
      case "joined_room":
        this.#consider(frame.room.id, frame.events, frame.head.seq);
        break;
      case "history":
        if (request?.note === null && request.after !== undefined)
          this.#consider(frame.room, frame.events, frame.head.seq);
        break;
      case "marked_read":
        this.#read.set(frame.room, frame.seq);
        this.#withdraw();
        break;
    }
  }

  /** What was there when the page was opened rings no more; what came since the last welcome does. */
  #welcomed({ user, rooms }) {
    const isFirst = user.id !== this.#owner;
    if (isFirst) for (const kept of [this.#considered, this.#read, this.#waiting]) kept.clear();
    this.#owner = user.id;
    for (const { id, kind, head, unread } of rooms) {
      const { epoch, seq = 0 } = head ?? {};
      const known = this.#considered.get(id);
      const isSameLog = known?.epoch === epoch;
      if (!isFirst && kind === "direct" && unread > 0 && !(isSameLog && known.seq >= seq))
        this.#askLatest(id, seq);
      else if (!isSameLog) this.#considered.set(id, { epoch, seq });
    }
  }

  /** A conversation that was not opened is not joined: its latest message is requested. */
  #askLatest(room, seq) {
    if (this.#store.state.rooms.get(room)?.timeline) return;
    this.#connection
      .request({ type: "history", room, before: seq + 1, limit: 1 }, "notify")
      .then(({ events }) => this.#consider(room, events, seq - 1))
      .catch(() => {}); // the next welcome asks again
  }

  /** `from` is how far a room counts as considered that was not met before. */
  #consider(room, events, from) {
    const { rooms, self } = this.#store.state;
    const info = rooms.get(room)?.info;
    const epoch = info?.head?.epoch;
    const known = this.#considered.get(room);
    const before = known === undefined || known.epoch !== epoch ? from : known.seq;
    const seq = Math.max(before, events.at(-1)?.seq ?? 0);
    this.#considered.set(room, { epoch, seq });
    const isWanted = (event) =>
      isMentioned(event, self) ||
      (info?.level !== "mentions" && (event.private || info?.kind === "direct"));
    const concernsMe = (event) =>
      event.type === "new_message" &&
      event.seq > before &&
      event.user.id !== self?.id &&
      info?.level !== "none" &&
      isWanted(event);
    const latest = events.findLast(concernsMe);
    if (latest !== undefined) this.#wait({ ...latest, room, epoch });
  }

  /** An edit mentions the user for the first time: as a new message would that stands there. */
  mentioned(event) {
    const { rooms } = this.#store.state;
    const { info, anew } = rooms.get(event.room) ?? {};
    // What is private was told when it came.
    const isTold = info?.kind === "direct" && info.level !== "mentions";
    if (info?.level === "none" || isTold || anew !== event.seq) return;
    this.#wait({ ...event, epoch: info.head?.epoch });
  }

  #wait(message) {
    if (this.#focus.isHere) return;
    this.#waiting.set(`${message.room} ${message.seq}`, message);
    this.#timer ??= setTimeout(() => this.#decide(), SETTLE_MS);
  }

  async #decide() {
    this.#timer = null;
    const messages = [...this.#waiting.values()].filter((message) => this.#isUnread(message));
    this.#waiting.clear();
    if (messages.length === 0 || (await this.#focus.isAnywhere())) return;
    // The browser asks another process: a millisecond, so last.
    if (notificationPermission() !== "granted" || !isNotifying(this.#storage)) return;
    await exclusively(`chat-notified ${this.#server}`, () => {
      for (const message of messages) if (this.#claim(message)) this.#show(message);
    });
  }

  #isUnread({ room, seq }) {
    const { info, anew } = this.#store.state.rooms.get(room) ?? {};
    return (info?.unread > 0 || anew >= seq) && seq > (this.#read.get(room) ?? 0);
  }

  /** Whether no tab has notified of this message, nor of a later one of its room, before. */
  #claim({ room, epoch, seq }) {
    const key = `notified@${this.#server}`;
    const claims = new Map(parse(this.#storage.get(key)));
    const name = `${room} ${epoch}`;
    if (claims.get(name) >= seq) return false;
    claims.delete(name);
    claims.set(name, seq);
    this.#storage.set(key, JSON.stringify([...claims].slice(-MOST_CLAIMS)));
    return true;
  }

  #show(message) {
    const { room, seq, user, private: isPrivate } = message;
    const info = this.#store.state.rooms.get(room)?.info;
    const isDirect = isPrivate || info?.kind === "direct";
    const title = isDirect
      ? words.notifyPrivate(user.name)
      : words.notifyMention(user.name, info?.name ?? "");
    const options = {
      body: shorten(plainLine(message), LONGEST),
      tag: `${room} ${seq}`,
      icon: "icons/icon-192.png",
      data: { room },
    };
    const close = showNotification(title, options, () => {
      window.focus();
      this.#goTo(room);
    });
    this.#shown.push({ room, seq, close });
  }

  #withdraw() {
    if (this.#shown.length === 0) return;
    const read = this.#shown.filter((message) => !this.#isUnread(message));
    if (read.length === 0) return;
    this.#shown = this.#shown.filter((message) => !read.includes(message));
    for (const { close } of read) close();
  }
}

function parse(claims) {
  try {
    return JSON.parse(claims) ?? [];
  } catch {
    return [];
  }
}
