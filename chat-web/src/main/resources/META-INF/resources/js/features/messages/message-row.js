import { words } from "../../i18n/words.js";
import { showRelative } from "../../lib/clock.js";
import { icon, label, make, part, setText } from "../../lib/dom.js";
import { explain } from "../../lib/explain.js";
import { filesLine, plainLine } from "../../lib/format/plain.js";
import { shorten } from "../../lib/graphemes.js";
import { dayOrTime, exactTime, shortTimeParts } from "../../lib/time.js";
import { paintAvatar } from "../../ui/avatar.js";
import { messageOf } from "../timeline/build-rows.js";
import { isMessage } from "../timeline/events.js";
import { hasReacted } from "./changes.js";
import { MessageEditor } from "./message-editor.js";
import { paintText } from "./message-text.js";
import { paintReactions, pressQuickReactions } from "./reactions.js";
import { isMentioned } from "./selectors.js";

const QUOTE_LENGTH = 140;

/** What a screen reader says of a message, in this order. */
const READ_OUT = ["author", "kind", "private", "quote", "text", "files", "when", "fate"];

/** What is refused again however often it is sent. */
const IN_VAIN = new Set(["invalid", "too_long", "lost", "unreadable"]);

let rows = 0;

/**
 * One message. The same node serves from "sending" to its place in the log, so nothing flickers.
 */
export class MessageRow {
  #refs = part("message");
  #text = null;
  #files = "";
  #fate = null;
  #fateId;
  #editor = null;

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

  update(row, self, app) {
    const { source, isHead, state, isDirect, other, quoted, showsGuests, count } = row;
    const { root, avatar, author, when } = this.#refs;
    const message = messageOf(source, self, isDirect);
    const isPrivate = message.private === true || isDirect;
    root.dataset.seq = message.seq ?? "";
    root.dataset.state = state;
    root.dataset.private = String(isPrivate);
    root.dataset.client = message.client_id ?? "";
    root.classList.toggle("is-deleted", message.deleted !== undefined);
    root.classList.toggle("is-deleting", message.deleting !== undefined);
    root.classList.toggle("is-root", row.isRoot);
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
    this.#showQuote(row.answered, quoted);
    this.#showText(message, count, self);
    this.#showFiles(message, app);
    app.uploads?.paint(this.#refs.text, source);
    this.#showMarks(message);
    paintReactions(this.#refs.reactions, message, self, app.store.state.users);
    this.#showThread(row);
    this.#showActions(state, message, row.isInThread);
    pressQuickReactions(this.#refs.quick, (emoji) => hasReacted(message, emoji, self?.id));
    this.#showFate(state, source, self, row.failed);
    this.#showEditor(row.editing, app);
  }

  #showMarks({ edited_at, isUnsent, deleted, pinned }) {
    const { edited, pinned: pin } = this.#refs;
    edited.hidden = (edited_at === undefined && !isUnsent) || deleted !== undefined;
    setText(edited, isUnsent ? words.savingEdit : words.edited);
    edited.disabled = edited_at === undefined;
    if (edited_at !== undefined) edited.title = words.editedAt(exactTime(edited_at));
    pin.hidden = !pinned;
  }

  /** How many replies a root has in its thread, and when the last one came. */
  #showThread({ replyCount, repliedAt }) {
    const { thread, threadCount, threadLast } = this.#refs;
    thread.hidden = replyCount === 0;
    if (replyCount === 0) return;
    setText(threadCount, words.replies(replyCount));
    showRelative(threadLast, () => (repliedAt === undefined ? "" : words.lastReply(dayOrTime(repliedAt))));
  }

  #showActions(state, { deleted, deleting }, isInThread) {
    const { quick, reply, toThread, unread, more, actions } = this.#refs;
    const isChangeable = state === "sent" && deleted === undefined && deleting === undefined;
    for (const button of [reply, more]) button.hidden = !isChangeable;
    // A reaction to a message that waits waits with it.
    for (const button of quick.children) button.hidden = !isChangeable && state !== "sending";
    toThread.hidden = !isChangeable || isInThread;
    unread.hidden = state !== "sent" || isInThread;
    actions.classList.toggle("is-empty", state === "failed");
  }

  /** The editor takes the place of the text, and stays the same while messages arrive. */
  #showEditor(editing, app) {
    const { text } = this.#refs;
    if (editing === null) {
      this.#editor?.root.remove();
      this.#editor = null;
    } else if (this.#editor === null) {
      this.#editor = new MessageEditor(app, editing);
      text.after(this.#editor.root);
      this.#editor.focus();
    } else {
      this.#editor.update(editing);
    }
    text.hidden = editing !== null;
  }

  /** Gives the focus to the editor of the message; false if it is not being edited. */
  focusEditor() {
    this.#editor?.focus();
    return this.#editor !== null;
  }

  /** An editor that was made before its row was in the page has no height yet. */
  fitEditor() {
    this.#editor?.fit();
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

  #showQuote(answered, quoted) {
    const { quote, quoteAuthor, quoteText } = this.#refs;
    quote.hidden = answered === null;
    if (answered === null) return;
    quote.dataset.quotes = answered;
    setText(quoteAuthor, quoted?.user.name ?? "");
    const text = quoted && (quoted.deleted ? words.messagesDeleted(1) : plainLine(quoted));
    const shown = quoted ? shorten(text, QUOTE_LENGTH) : words.quoteLoading;
    setText(quoteText, shown);
    label(quote, quoted ? `${words.inReply(quoted.user.name)}: ${shown}` : shown);
  }

  #showText({ text, mentions, mention_all, deleted, deleting }, count, self) {
    const isGone = deleted !== undefined || deleting !== undefined;
    const called = [...(mentions ?? []), ...(mention_all ?? [])];
    const wanted = `${self?.id} ${called.length} ${isGone} ${count} ${deleted?.reason} ${text}`;
    if (this.#text === wanted) return;
    this.#text = wanted;
    if (isGone) {
      const said = words.messagesDeleted(count ?? 1, deleted?.reason);
      this.#refs.text.replaceChildren(make("span", "tombstone", said));
      return;
    }
    paintText(this.#refs.text, text, called, self?.id);
  }

  /** An own message that waits is shown with its files by its event alone. */
  #showFiles(message, app) {
    const { files: element } = this.#refs;
    const { type, files, deleted, deleting } = message;
    const isShown = isMessage({ type }) && files && deleted === undefined && deleting === undefined;
    const { paint } = app.files;
    const wanted = isShown ? `${paint !== null} ${JSON.stringify(files)}` : "";
    if (this.#files === wanted) return;
    this.#files = wanted;
    element.hidden = !isShown;
    if (isShown && paint !== null) {
      paint(element, message, app);
      return;
    }
    element.replaceChildren();
    // The name of the message is made of hidden parts too.
    element.removeAttribute("aria-label");
    if (!isShown) return;
    // Until what paints them is here, and where it can not be loaded, words say what they are.
    element.textContent = filesLine(files);
    label(element, element.textContent);
    app.files.load();
  }

  #showFate(state, { client_id, error, unkept, tried, to, deleting }, self, failed) {
    const { fate } = this.#refs;
    fate.hidden = state === "sent" && failed === undefined && deleting === undefined;
    const isToSelf = to !== undefined && to.id === self?.id;
    const shown = [
      state,
      client_id,
      error?.code,
      error?.field,
      unkept,
      tried,
      isToSelf,
      deleting,
      failed?.client_id,
    ].join(" ");
    // Drawn anew, a button would lose the focus.
    if (this.#fate === shown) return;
    this.#fate = shown;
    if (state === "sent") fate.replaceChildren(...changeFate(deleting, failed));
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
    const isInVain = IN_VAIN.has(error?.code);
    const acts = isInVain ? ["edit", "discard"] : ["retry", "edit", "discard"];
    const buttons = acts.map((act) => actionButton(act, client_id));
    const said = make("span", "failed", words.notSent(reason));
    said.id = this.#fateId;
    fate.replaceChildren(said, ...buttons);
  }
}

/** What became of a change of a message that was sent: it can be taken back, or was refused. */
function changeFate(deleting, failed) {
  if (deleting !== undefined) return [actionButton("undoDelete", deleting)];
  if (failed === undefined) return [];
  const { client_id, change, error } = failed;
  if (error.code === "conflict") {
    const newer = make("q", "newer-text", error.current?.text ?? "");
    const yours = make("q", "newer-text", change.text);
    return [
      make("span", "failed", words.editConflict),
      newer,
      make("span", "", words.yourText),
      yours,
      actionButton("saveAnyway", client_id),
      actionButton("discard", client_id),
    ];
  }
  const said = make("span", "failed", words.notChanged(explain(error)));
  return [said, actionButton("retry", client_id), actionButton("discard", client_id)];
}

function actionButton(act, client_id) {
  const button = make("button", "small-button", words[act]);
  button.dataset.act = act;
  button.dataset.test = act;
  button.dataset.client = client_id;
  return button;
}
