import { words } from "../../i18n/words.js";
import { icon, label, make, part, setText } from "../../lib/dom.js";
import { explain } from "../../lib/explain.js";
import { plainLine } from "../../lib/format/plain.js";
import { shorten } from "../../lib/graphemes.js";
import { exactTime, shortTimeParts } from "../../lib/time.js";
import { paintAvatar } from "../../ui/avatar.js";
import { messageOf } from "../timeline/build-rows.js";
import { paintText } from "./message-text.js";
import { isMentioned } from "./selectors.js";

const QUOTE_LENGTH = 140;

/** What a screen reader says of a message, in this order. */
const READ_OUT = ["author", "kind", "private", "quote", "text", "when", "fate"];

let rows = 0;

/**
 * One message. The same node serves from "sending" to its place in the log, so nothing flickers.
 */
export class MessageRow {
  #refs = part("message");
  #text = null;
  #fate = null;
  #fateId;

  constructor() {
    const prefix = `message-${++rows}`;
    for (const name of READ_OUT) if (name !== "fate") this.#refs[name].id = `${prefix}-${name}`;
    this.#fateId = `${prefix}-fate`;
    const ids = READ_OUT.map((name) => `${prefix}-${name}`);
    this.root.setAttribute("aria-labelledby", ids.join(" "));
  }

  get text() {
    return this.#refs.text;
  }

  get root() {
    return this.#refs.root;
  }

  update({ source, isHead, state, isDirect, other, quoted, showsGuests }, self) {
    const { root, avatar, author, when } = this.#refs;
    const message = messageOf(source, self, isDirect);
    const isPrivate = message.private === true || isDirect;
    root.dataset.seq = message.seq ?? "";
    root.dataset.state = state;
    root.dataset.private = String(isPrivate);
    root.dataset.client = message.client_id ?? "";
    root.classList.toggle("is-head", isHead);
    root.classList.toggle("is-own", message.user.id === self?.id);
    root.classList.toggle("is-mention", isMentioned(message, self));
    paintAvatar(avatar, message.user);
    setText(author, message.user.name);
    const isShown = message.user.id !== self?.id && (showsGuests || message.user.kind !== "guest");
    const kind = isShown ? words.kinds[message.user.kind] : undefined;
    this.#refs.kind.hidden = kind === undefined;
    setText(this.#refs.kind, kind ?? "");
    this.#showTime(message.at);
    this.#showPrivate(isPrivate, message.to?.name, other);
    this.#showQuote(message.reply_to, quoted);
    this.#showText(message, self);
    this.#showFate(state, source, self);
  }

  /** The part that has no space beside a message within a group, "AM" or seconds, is an element. */
  #showTime(at) {
    const { when, exact } = this.#refs;
    if (when.dateTime === at && when.childElementCount > 0) return;
    const { time, rest } = shortTimeParts(at);
    when.replaceChildren(time, make("span", "when-rest", rest));
    when.dateTime = at;
    when.title = exactTime(at);
    setText(exact, when.title);
  }

  #showPrivate(isPrivate, to, other) {
    this.#refs.private.hidden = !isPrivate;
    if (!isPrivate) return;
    const name = to ?? other;
    setText(this.#refs.privateText, to === undefined ? words.private : words.privateTo(to));
    this.#refs.private.title = name === undefined ? words.private : words.onlyYouAnd(name);
  }

  #showQuote(replyTo, quoted) {
    const { quote, quoteAuthor, quoteText } = this.#refs;
    quote.hidden = !replyTo;
    if (!replyTo) return;
    quote.dataset.quotes = replyTo;
    setText(quoteAuthor, quoted?.user.name ?? "");
    const shown = quoted ? shorten(plainLine(quoted), QUOTE_LENGTH) : words.quoteLoading;
    setText(quoteText, shown);
    label(quote, quoted ? `${words.inReply(quoted.user.name)}: ${shown}` : shown);
  }

  #showText({ text, mentions }, self) {
    const wanted = `${self?.id} ${mentions?.length ?? 0} ${text}`;
    if (this.#text === wanted) return;
    this.#text = wanted;
    paintText(this.#refs.text, text, mentions, self?.id);
  }

  #showFate(state, { client_id, error, unkept, tried, to }, self) {
    const { fate, reply, unread } = this.#refs;
    reply.hidden = unread.hidden = state !== "sent";
    fate.hidden = state === "sent";
    const isToSelf = to !== undefined && to.id === self?.id;
    const shown = [state, client_id, error?.code, error?.field, unkept, tried, isToSelf].join(" ");
    // Drawn anew, a button would lose the focus.
    if (this.#fate === shown) return;
    this.#fate = shown;
    if (state === "sent") fate.replaceChildren();
    if (state === "sending") {
      const parts = [
        icon("clock"),
        make("span", "sending", words.sending),
        make("span", "waiting", words.waiting),
      ];
      if (unkept) parts.push(make("span", "unkept", words.unkept));
      // What went out without an answer may have arrived: it cannot be taken back any more.
      if (!tried) parts.push(actionButton("withdraw", client_id));
      fate.replaceChildren(...parts);
    }
    if (state !== "failed") return;
    const reason = isToSelf ? words.toYourself : explain(error);
    // The same text is refused again.
    const isInVain = error?.code === "invalid" || error?.code === "too_long";
    const acts = isInVain ? ["edit", "discard"] : ["retry", "edit", "discard"];
    const buttons = acts.map((act) => actionButton(act, client_id));
    const failed = make("span", "failed", words.notSent(reason));
    failed.id = this.#fateId;
    fate.replaceChildren(failed, ...buttons);
  }
}

function actionButton(act, client_id) {
  const button = make("button", "small-button", words[act]);
  button.dataset.act = act;
  button.dataset.test = act;
  button.dataset.client = client_id;
  return button;
}
