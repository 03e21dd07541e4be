import { words } from "../../i18n/words.js";
import { copyToClipboard } from "../../lib/clipboard.js";
import { messageAddress } from "../../lib/deep-link.js";
import { isPicture } from "../../lib/format/plain.js";
import { onKey } from "../../lib/keys.js";
import { openMenu } from "../../ui/menu.js";
import { walkButtons } from "../../ui/roving-focus.js";
import { rememberEmoji } from "../emoji/emoji-choice.js";
import { mayPin } from "../rooms/selectors.js";
import { shareRoom } from "../rooms/share.js";
import { hasReacted, overlaid } from "./changes.js";
import { hearFormattedParts } from "./formatted-parts.js";
import { offerQuickReactions } from "./reactions.js";
import { changesIn } from "./selectors.js";

/**
 * What can be done in the message list of a room or a thread, by pointer and by keyboard: reply, open
 * the thread, react, edit, delete, pin, mark as unread, follow a quote, retry, discard, share.
 */
export class MessageActions {
  #app;
  #list;
  #composer;

  constructor(app, list, composer) {
    this.#app = app;
    this.#list = list;
    this.#composer = composer;
    hearFormattedParts(list.scroller, (text) => app.liveRegion.say(text, "copied"));
    offerQuickReactions(list.scroller, app.storage, (row, emoji) => this.#isChosen(row, emoji));
    list.scroller.addEventListener("click", (event) => this.#clicked(event));
    onKey(list.scroller, (event) => this.#pressed(event));
  }

  #clicked({ target, detail }) {
    const message = target.closest(".message");
    const button = target.closest("button");
    if (button === null) {
      this.#touched(message, target);
      return;
    }
    if (button.closest(".message-editor, .files") !== null) return;
    const { act, client, goes, quotes, emoji } = button.dataset;
    const event = this.#eventOf(message);
    if (act === "react") this.#react(message, button);
    else if (act === "more") this.#openMenu(message, button);
    else if (act === "toggleReaction") this.#toggle(message, emoji);
    else if (act === "quick") this.#reactAtOnce(message, emoji, detail > 0);
    else if (act === "versions") this.#app.dialogs.openVersions(event);
    else if (act === "undoDelete" || (act === "discard" && event !== null))
      this.#discardChange(message, client);
    else if (act === "saveAnyway") this.#saveAnyway(client);
    else if (act === "retry") this.#app.commands.retry(client);
    else if (act === "discard" || act === "withdraw" || act === "edit")
      this.#takeBack(client, act !== "discard");
    else if (act === "unread") this.#markUnread(message);
    else if (act === "thread") this.#toThread(message, button, event);
    else if (act === "fold") this.#unfold(button);
    else if (act === "share") shareRoom(this.#app, this.#list.room.info);
    else if (act === "invite") this.#app.dialogs.openInvites(this.#list.room.info);
    else if (goes !== undefined) this.#app.goTo(goes);
    else if (quotes !== undefined) this.#follow(Number(quotes));
    else this.#reply(message);
  }

  /** Where nothing hovers, a tap shows what a message offers. */
  #touched(message, target) {
    if (target.closest("a, audio, video") !== null || getSelection()?.isCollapsed === false) return;
    const others = [...this.#list.scroller.querySelectorAll(".is-active")];
    const change = () => {
      for (const other of others) if (other !== message) other.classList.remove("is-active");
      message?.classList.toggle("is-active");
    };
    if (message === null) for (const other of others) other.classList.remove("is-active");
    else if (matchMedia("(hover: none)").matches) this.#list.hold(message, change);
  }

  #pressed(event) {
    // A player has keys of its own.
    if (event.target.closest(".message-editor, audio, video") !== null) return;
    const message = event.target.closest(".message");
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const isAlone = message !== null && isPlain && !event.shiftKey;
    if (isAlone && walkButtons(message, ".actions button", event)) return;
    const keyed = message !== null && isPlain ? this.#byKey(message, event.key) : null;
    if (keyed !== null) {
      event.preventDefault();
      keyed();
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

  /** What a key does on a focused message; null for nothing. */
  #byKey(message, key) {
    const event = this.#eventOf(message);
    const isGone = event?.deleted !== undefined;
    if (key === "+" && !isGone) return () => this.#react(message, message);
    if (event === null) return null;
    const isInThread = this.#list.room.threadRoot !== undefined;
    if (key === "u" && !isInThread) return () => this.#markUnread(message);
    if (isGone) return null;
    if (key === "t" && !isInThread) return () => this.#openThread(event);
    if (key === "r") return () => this.#reply(message);
    if (key === "e" && this.#isOwn(event)) return () => this.#edit(event);
    return null;
  }

  #isOwn({ user }) {
    return user.id === this.#app.store.state.self?.id;
  }

  /** The message of the log that a row shows; null for one that is not sent yet. */
  #eventOf(message) {
    return message === null ? null : this.#list.message(Number(message.dataset.seq));
  }

  #edit(event) {
    this.#app.editing.begin(event, this.#list.room.threadRoot);
  }

  /** The focus comes back to the message, not into the bar that is there while it is pointed at. */
  #toThread(message, button, event) {
    if (event === null) return;
    message.classList.remove("is-active");
    if (button.closest(".actions") !== null) message.focus({ preventScroll: true });
    this.#openThread(event);
  }

  /** The thread of a root or of one of its replies; of any other message it is a new one. */
  #openThread({ room, seq, thread = seq }) {
    this.#app.dialogs.openThread({ room, root: thread, seq });
  }

  #unfold({ dataset }) {
    this.#app.dialogs.openThread({ room: this.#list.room.info.id, root: Number(dataset.root) });
  }

  /** What a thread answers may stand outside of it. */
  #follow(seq) {
    if (!this.#list.reveal(seq))
      this.#app.attempt(this.#app.jump(this.#list.room.info.id, seq));
  }

  /** What a row shows, with how it is named; an own unsent message too. Null if it is gone. */
  #reactableOf(message) {
    const event = this.#eventOf(message);
    if (event !== null) return { shown: event, message: { seq: event.seq } };
    const { client } = message.dataset;
    const item = this.#app.store.state.pending.find(({ client_id }) => client_id === client);
    return item === undefined ? null : { shown: item, message: { of: client } };
  }

  #react(row, anchor) {
    if (this.#reactableOf(row) === null) return;
    this.#app.dialogs.openReactionPicker(anchor, (emoji) => {
      // It may have been sent since.
      const { shown, message } = this.#reactableOf(row) ?? {};
      if (shown !== undefined) this.#app.commands.react(shown.room, message, emoji, true);
      row.focus({ preventScroll: true });
    });
  }

  /** Whether the user has reacted so to what a row shows, as it will be. */
  #isChosen(row, emoji) {
    const { state } = this.#app.store;
    const { shown, message } = this.#reactableOf(row) ?? {};
    if (shown === undefined) return false;
    const items = changesIn(state, shown.room).get(message.seq ?? message.of);
    return hasReacted(overlaid(shown, items, state.self), emoji, state.self?.id);
  }

  #toggle(row, emoji) {
    const { shown, message } = this.#reactableOf(row) ?? {};
    if (shown === undefined) return;
    this.#app.commands.react(shown.room, message, emoji, !this.#isChosen(row, emoji));
  }

  /** A finger is done with the bar then; a pointer or a key may go on in it. */
  #reactAtOnce(row, emoji, isPointed) {
    if (!this.#isChosen(row, emoji)) rememberEmoji(this.#app.storage, emoji);
    this.#toggle(row, emoji);
    if (row.classList.contains("is-active"))
      this.#list.hold(row, () => row.classList.remove("is-active"));
    if (isPointed) row.focus({ preventScroll: true });
  }

  #openMenu(message, button) {
    const event = this.#eventOf(message);
    if (event === null) return;
    openMenu(button, words.moreActions, this.#offers(message, event));
  }

  #offers(message, event) {
    const { commands, store } = this.#app;
    const { room, seq, thread, text, pinned } = event;
    const offers = [];
    const current = this.#list.room;
    const isFolded = store.state.foldsReplies && thread !== undefined;
    if (current.threadRoot !== undefined && !isFolded)
      offers.push({
        text: words.showInRoom,
        test: "show-in-room",
        run: () => this.#app.attempt(this.#app.jump(room, seq)),
      });
    if (this.#isOwn(event))
      offers.push({ text: words.edit, test: "edit-message", run: () => this.#edit(event) });
    if (this.#isOwn(event) && event.files?.some(isPicture))
      offers.push({
        text: words.describePicture,
        test: "describe-picture",
        run: () => this.#app.dialogs.openDescriptions({ room, seq }),
      });
    if (mayPin(store.state, current))
      offers.push({
        text: pinned ? words.unpin : words.pin,
        test: "pin-message",
        run: () => commands.pin(room, seq, !pinned),
      });
    offers.push(
      {
        text: words.pinnedMessages,
        test: "show-pins",
        run: () => this.#app.dialogs.openPins(current.info),
      },
      {
        text: words.roomFiles,
        test: "show-files",
        run: () => this.#app.dialogs.openFiles(current.info),
      },
      ...(text === ""
        ? []
        : [{ text: words.copyText, test: "copy-text", run: () => this.#copy(text) }]),
      {
        text: words.copyMessageLink,
        test: "copy-message-link",
        run: () => this.#copy(messageAddress(location.href, { room, seq })),
      },
    );
    if (current.threadRoot === undefined)
      offers.push({
        text: words.unreadFromHere,
        test: "unread-by-menu",
        run: () => this.#markUnread(message),
      });
    if (this.#isOwn(event))
      offers.push({
        text: words.deleteMessage,
        test: "delete-message",
        isDanger: true,
        run: () => {
          commands.deleteMessage(room, seq);
          message.focus({ preventScroll: true });
        },
      });
    return offers;
  }

  async #copy(text) {
    if (await copyToClipboard(text)) this.#app.toasts.show(words.copied);
    else this.#app.dialogs.openLink(text);
  }

  #discardChange(message, client) {
    this.#app.commands.discard(client);
    message.focus({ preventScroll: true });
  }

  /** The text that was refused takes the place of the newer one, which the user has seen. */
  #saveAnyway(client) {
    const item = this.#app.store.state.changes.find(({ client_id }) => client_id === client);
    const { rev, seq } = item?.error?.current ?? {};
    this.#app.commands.retry(client, { base_rev: rev ?? seq });
  }

  /** An own message leaves the list; its text, with the name it was for, is written on if wanted. */
  #takeBack(client, isWanted) {
    const { commands, store } = this.#app;
    const item = store.state.pending.find(({ client_id }) => client_id === client);
    if (item === undefined) return;
    const { text, reply_to } = item;
    const isToRoot = reply_to === this.#list.room.threadRoot;
    const event = reply_to && !isToRoot ? this.#list.message(reply_to) : null;
    if (isWanted) this.#app.uploads?.takeBack(item, this.#composer.draft);
    commands.discard(client);
    if (isWanted) this.#composer.takeBack(text, event);
    else this.#list.scroller.focus({ preventScroll: true });
  }

  #reply(message) {
    const event = this.#eventOf(message);
    if (event === null) return;
    message.classList.remove("is-active");
    this.#composer.replyTo(event);
  }

  #markUnread(message) {
    const { info } = this.#list.room;
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
