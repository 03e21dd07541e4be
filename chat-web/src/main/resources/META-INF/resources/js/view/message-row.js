import { icon, label, make, part, setText } from "../lib/dom.js";
import { exactTime, shortTime } from "../lib/time.js";
import { explain } from "../lib/explain.js";
import { words } from "../lib/words.js";
import { isMentioned } from "../state/selectors.js";
import { paintAvatar } from "./avatar.js";
import { paintText } from "./message-text.js";
import { messageOf } from "./rows.js";

const QUOTE_LENGTH = 140;

/**
 * One message. The same node serves from "sending" to its place in the log, so nothing flickers.
 */
export class MessageRow {
  #refs = part("message");
  #text = null;

  get root() {
    return this.#refs.root;
  }

  update({ source, isHead, state, isDirect, other, quoted }, self) {
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
    // Whoever reads knows what they are themselves.
    const kind = message.user.id === self?.id ? undefined : words.kinds[message.user.kind];
    this.#refs.kind.hidden = kind === undefined;
    setText(this.#refs.kind, kind ?? "");
    setText(when, shortTime(message.at));
    when.dateTime = message.at;
    when.title = exactTime(message.at);
    const said = [message.user.name, kind, shortTime(message.at), isPrivate && words.private];
    label(root, said.filter(Boolean).join(", "));
    this.#showPrivate(isPrivate, message.to?.name, other);
    this.#showQuote(message.reply_to, quoted);
    this.#showText(message, self);
    this.#showFate(state, source);
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
    setText(quoteText, quoted?.text.slice(0, QUOTE_LENGTH) ?? words.quoteLoading);
    label(
      quote,
      quoted
        ? `${words.inReply(quoted.user.name)}: ${quoted.text.slice(0, QUOTE_LENGTH)}`
        : words.quoteLoading,
    );
  }

  #showText({ text, mentions }, self) {
    const wanted = `${self?.id} ${mentions?.length ?? 0} ${text}`;
    if (this.#text === wanted) return;
    this.#text = wanted;
    paintText(this.#refs.text, text, mentions, self?.id);
  }

  #showFate(state, { client_id, error, unkept }) {
    const { fate, reply } = this.#refs;
    reply.hidden = state !== "sent";
    fate.hidden = state === "sent";
    if (state === "sending") {
      const shown = [
        icon("clock"),
        make("span", "sending", words.sending),
        make("span", "waiting", words.waiting),
      ];
      if (unkept) shown.push(make("span", "unkept", words.unkept));
      fate.replaceChildren(...shown);
    }
    if (state !== "failed") return;
    const reason = explain(error);
    const buttons = ["retry", "discard"].map((act) => {
      const button = make("button", "small-button", words[act]);
      button.dataset.act = act;
      button.dataset.test = act;
      button.dataset.client = client_id;
      return button;
    });
    fate.replaceChildren(make("span", "failed", words.notSent(reason)), ...buttons);
  }
}
