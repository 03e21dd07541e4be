import { words } from "../../i18n/words.js";
import { icon, label, make, setIcon, setText } from "../../lib/dom.js";
import { Composer } from "../composer/composer.js";
import { copyMessages } from "../messages/copy-messages.js";
import { MessageActions } from "../messages/message-actions.js";
import { MessageList } from "../messages/message-list.js";
import { roomName } from "../rooms/selectors.js";
import { followed, followKey } from "./follows.js";
import { answeredIn, threadRoom } from "./selectors.js";
import { ThreadMarks } from "./thread-marks.js";
import { threadPlace } from "./thread-place.js";
import { ThreadSync } from "./thread-sync.js";

const panels = new WeakMap();
/** How much is loaded to get to one reply. */
const MOST_PAGES = 20;

/**
 * Opens the thread of a message of the current room, at one of its messages if that is not the root.
 * One that is open again after a reload does not take the focus: users may be writing already.
 */
export function openThread(app, { room, root, seq = root, isAgain = false }) {
  const { current, thread } = app.store.state;
  if (isAgain && (current !== room || thread !== null)) return;
  if (!panels.has(app)) panels.set(app, new ThreadPanel(app));
  const panel = panels.get(app);
  app.commands.openThread(room, root);
  if (threadRoom(app.store.state) === null) return;
  app.openPanel(panel, !isAgain);
  if (seq !== root) app.attempt(panel.show(seq));
}

/** A thread beside its room: the root, its replies, and a composer for more of them. */
class ThreadPanel {
  #app;
  #title = make("h2", "thread-title", words.thread);
  #where = make("bdi", "thread-room");
  #gone = make("p", "hint thread-gone");
  #follow = make("button", "icon-button thread-follow");
  #inRoom = make("button", "icon-button thread-in-room");
  #list;
  #composer;

  constructor(app) {
    this.#app = app;
    const place = threadPlace(app, new ThreadMarks(app));
    new ThreadSync(app);
    this.#list = new MessageList(app, place);
    this.#composer = new Composer(app, place, this.#list);
    label(this.#list.scroller, words.repliesOf);
    copyMessages(this.#list, () => app.store.state.self);
    new MessageActions(app, this.#list, this.#composer);
    this.root = make("div", "thread");
    this.root.dataset.test = "thread";
    const area = make("div", "message-area");
    area.append(this.#list.root);
    this.root.append(this.#head(), area, this.#gone, this.#composer.root);
  }

  get name() {
    return words.thread;
  }

  #head() {
    const head = make("header", "thread-head");
    // On a phone the focus goes there: in the composer it would bring up the keyboard.
    this.#title.tabIndex = -1;
    const about = make("div", "thread-about");
    about.append(this.#title, this.#where);
    const close = make("button", "icon-button");
    close.dataset.test = "close-thread";
    close.append(icon("close"));
    label(close, words.closeThread, true);
    close.addEventListener("click", () => this.#app.closePanel());
    this.#follow.dataset.test = "follow-thread";
    this.#follow.append(icon("bell"));
    this.#follow.addEventListener("click", () => this.#toggleFollowing());
    this.#inRoom.dataset.test = "replies-in-room";
    this.#inRoom.append(icon("hash"));
    label(this.#inRoom, words.repliesInRoom, true);
    this.#inRoom.addEventListener("click", () => this.#toggleFolding());
    head.append(about, this.#inRoom, this.#follow, close);
    return head;
  }

  #toggleFollowing() {
    const { commands, store } = this.#app;
    const { room, root } = store.state.thread;
    const on = followed(store.state, room, root) === undefined;
    this.#app.attempt(commands.follow(room, root, on));
  }

  #toggleFolding() {
    const { commands, store, toasts } = this.#app;
    const isFolded = !store.state.foldsReplies;
    commands.foldReplies(isFolded);
    toasts.show(isFolded ? words.repliesFolded : words.repliesShown);
  }

  /** A server of an earlier version follows none. */
  #showFollowing({ follows, thread }) {
    const isOn = follows?.has(followKey(thread.room, thread.root)) ?? false;
    this.#follow.hidden = follows === null;
    this.#follow.setAttribute("aria-pressed", String(isOn));
    setIcon(this.#follow.querySelector("svg"), isOn ? "bell" : "bell-off");
    label(this.#follow, words.followThread, true);
  }

  /** Over the room it has the only title of the page that can be reached. */
  placed(isOverRoom) {
    this.#title.setAttribute("aria-level", isOverRoom ? "1" : "2");
  }

  isShown(state) {
    return threadRoom(state) !== null;
  }

  render(state) {
    const room = threadRoom(state);
    if (room === null) return;
    setText(this.#where, roomName(room));
    this.#showFollowing(state);
    this.#inRoom.setAttribute("aria-pressed", String(!state.foldsReplies));
    this.#list.render(state);
    this.#composer.render(state);
    const isAnswerable = answeredIn(room) !== undefined;
    this.#composer.root.hidden = !isAnswerable;
    this.#gone.hidden = isAnswerable;
    setText(this.#gone, state.thread.isGone ? words.threadGone : words.threadClosed);
  }

  takeFocus() {
    const isTouched = matchMedia("(pointer: coarse)").matches;
    if (isTouched || this.#composer.root.hidden) this.#title.focus({ preventScroll: true });
    else this.#composer.take();
  }

  /** Shows a message of the thread; the replies from it on are loaded for that. */
  async show(seq) {
    const { commands, connection, store } = this.#app;
    const { origin } = store.state.thread;
    for (let pages = 0; pages < MOST_PAGES && !this.#list.reveal(seq); pages++) {
      if (connection.isOpen) await this.#known(origin);
      const { thread } = store.state;
      if (thread?.origin !== origin || !thread.isKnown || this.#list.reveal(seq)) return;
      if (thread.complete || thread.from <= seq) return;
      await commands.olderReplies();
    }
  }

  /** Resolves when the server has told the thread, or when it is no longer open. */
  #known(origin) {
    const { store } = this.#app;
    return new Promise((resolve) => {
      const hear = ({ thread }) => {
        if (thread?.origin === origin && !thread.isKnown) return;
        stop();
        resolve();
      };
      const stop = store.subscribe(hear);
      hear(store.state);
    });
  }

  /** Gives the focus to a message, if it is one of this thread; false otherwise. */
  focusOn(root, seq) {
    if (threadRoom(this.#app.store.state)?.threadRoot !== root) return false;
    this.#list.focusOn(seq);
    return true;
  }

  closed() {
    this.#app.commands.closeThread();
    this.#list.render(this.#app.store.state);
  }
}
