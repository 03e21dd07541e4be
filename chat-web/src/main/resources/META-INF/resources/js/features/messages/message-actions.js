import { words } from "../../i18n/words.js";
import { onKey } from "../../lib/keys.js";
import { currentRoom } from "../rooms/selectors.js";
import { shareRoom } from "../rooms/share.js";
import { hearFormattedParts } from "./formatted-parts.js";
import { heldMessage } from "./selectors.js";

/**
 * What can be done in the message list, by pointer and by keyboard: reply, mark as unread, follow a
 * quote, retry, discard, share.
 */
export class MessageActions {
  #app;
  #list;
  #composer;

  /** On a focused message. */
  #byKey = {
    r: (message) => this.#reply(message),
    u: (message) => this.#markUnread(message),
  };

  constructor(app, list, composer) {
    this.#app = app;
    this.#list = list;
    this.#composer = composer;
    hearFormattedParts(list.scroller, (text) => app.liveRegion.say(text, "copied"));
    list.scroller.addEventListener("click", (event) => this.#clicked(event));
    onKey(list.scroller, (event) => this.#pressed(event));
  }

  #clicked({ target }) {
    const message = target.closest(".message");
    const button = target.closest("button");
    if (button === null) {
      this.#touched(message, target);
      return;
    }
    const { act, client, goes, quotes } = button.dataset;
    if (act === "retry") this.#app.commands.retry(client);
    else if (act === "discard" || act === "withdraw" || act === "edit")
      this.#takeBack(client, act !== "discard");
    else if (act === "unread") this.#markUnread(message);
    else if (act === "share") shareRoom(this.#app, currentRoom(this.#app.store.state).info);
    else if (act === "invite") this.#app.dialogs.openInvites(currentRoom(this.#app.store.state).info);
    else if (goes !== undefined) this.#app.goTo(goes);
    else if (quotes !== undefined)
      this.#app.attempt(this.#app.jump(this.#app.store.state.current, Number(quotes)));
    else this.#reply(message);
  }

  /** Where nothing hovers, a tap shows what a message offers. */
  #touched(message, target) {
    if (target.closest("a") !== null || getSelection()?.isCollapsed === false) return;
    const others = [...this.#list.scroller.querySelectorAll(".is-active")];
    const change = () => {
      for (const other of others) if (other !== message) other.classList.remove("is-active");
      message?.classList.toggle("is-active");
    };
    if (message === null) for (const other of others) other.classList.remove("is-active");
    else if (matchMedia("(hover: none)").matches) this.#list.hold(message, change);
  }

  #pressed(event) {
    const message = event.target.closest(".message");
    const act = event.ctrlKey || event.metaKey ? undefined : this.#byKey[event.key];
    if (act !== undefined && message !== null) {
      event.preventDefault();
      act(message);
      return;
    }
    const step = { ArrowUp: "previousElementSibling", ArrowDown: "nextElementSibling" }[event.key];
    if (step === undefined || event.altKey) return;
    event.preventDefault();
    const messages = this.#list.scroller.querySelectorAll(".message");
    let next = message === null ? messages[messages.length - 1] : message[step];
    while (next && !next.classList.contains("message")) next = next[step];
    next?.focus();
  }

  /** An own message leaves the list; its text, with the name it was for, is written on if wanted. */
  #takeBack(client, isWanted) {
    const { commands, store } = this.#app;
    const item = store.state.pending.find(({ client_id }) => client_id === client);
    if (item === undefined) return;
    const { text, reply_to } = item;
    const event = reply_to ? heldMessage(currentRoom(store.state), reply_to) : null;
    commands.discard(client);
    if (isWanted) this.#composer.takeBack(text, event);
    else this.#list.scroller.focus({ preventScroll: true });
  }

  #reply(message) {
    const room = currentRoom(this.#app.store.state);
    const event = heldMessage(room, Number(message?.dataset.seq));
    if (event === null) return;
    message.classList.remove("is-active");
    this.#composer.replyTo(event);
  }

  #markUnread(message) {
    const { info } = currentRoom(this.#app.store.state);
    const seq = Number(message?.dataset.seq);
    if (!(seq > 0)) return;
    message.classList.remove("is-active");
    const { commands, liveRegion } = this.#app;
    const marked = commands
      .markUnread(info.id, seq)
      .then(({ unread }) => liveRegion.say(words.unreadCount(unread)));
    this.#app.attempt(marked);
  }
}
