import { words } from "../../i18n/words.js";
import { chosenFiles, isTouchKeyboard, label, part, setText } from "../../lib/dom.js";
import { beginText, replaceText } from "../../lib/edit.js";
import { plainLine } from "../../lib/format/plain.js";
import { shorten } from "../../lib/graphemes.js";
import { onKey } from "../../lib/keys.js";
import { addressed, findMentions, namedFirst } from "../../lib/mentions.js";
import { writtenOut } from "../../lib/slash-commands.js";
import { countCodePoints, makePublic, privatePrefix, sendable, shownText } from "../../lib/text.js";
import { userNamed } from "../members/selectors.js";
import { Editing } from "../messages/editing.js";
import { mayMentionAll, MOST_MENTIONED } from "../rooms/selectors.js";
import { draftKey } from "./drafts.js";
import { TypingSignal } from "./typing-signal.js";
import { bindWritingAids } from "./writing-aids.js";

const WARN_BELOW = 200;

/** A screen reader is told how much is left when it falls below one of these. */
const TELL_BELOW = [0, 20, 50, 100, WARN_BELOW + 1];
const TALLEST_PX = 240;
/** Of the page's height, with all its bars: what is written about stays in sight. */
const TALLEST_SHARE = 0.4;
/** Of what is answered a draft keeps a line. */
const KEPT_QUOTE = 140;
/** A text that was not changed for so long is not being written. */
const TYPING_LASTS_MS = 30_000;

/**
 * Where messages of a room or replies to a thread are written. It works without a connection: what is
 * sent then waits.
 */
export class Composer {
  #app;
  #place;
  #list;
  #refs = part("composer");
  #menu;
  #typing;
  #room = null;
  #draft = null; // the key of what is being written
  #reply = null;
  #audience = null;
  #tellsBelow = null;
  #typedAt = -Infinity;

  /**
   * @param place where it stands; see room-place.js
   * @param list the list of messages of that place
   */
  constructor(app, place, list) {
    this.#app = app;
    this.#place = place;
    this.#list = list;
    nameApart(this.#refs, place.name);
    app.composers[place.name] = this;
    const { root, input, cancelReply, emoji, attach, files, makePublic: publicButton } = this.#refs;
    this.#typing = new TypingSignal(app);
    this.#menu = bindWritingAids(app, this.#refs, (text) => this.#shown(text), () => this.#fit());
    input.addEventListener("input", () => {
      this.#typedAt = performance.now();
      this.#changed();
    });
    app.draftSync.show(place.name, this);
    input.addEventListener("blur", () => app.draftSync.settle());
    // The menu's listener came first: what it took is no longer ours.
    onKey(input, (event) => !event.defaultPrevented && this.#pressed(event));
    root.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    cancelReply.addEventListener("click", () => this.replyTo(null));
    emoji.addEventListener("click", () => this.#insertEmoji(emoji));
    attach.addEventListener("click", () => files.click());
    files.addEventListener("change", () => app.attach(chosenFiles(files), root));
    publicButton.addEventListener("click", () => {
      if (this.#whispersTo(input.value) === undefined) this.#makePrivate();
      else this.#makePublic();
    });
    new ResizeObserver(() => this.#fit()).observe(document.getElementById("app"));
  }

  get root() {
    return this.#refs.root;
  }

  /** The key of the draft that is written; null for none. */
  get draft() {
    return this.#draft;
  }

  get room() {
    return this.#room;
  }

  /** The files of the message, once what uploads them is loaded. */
  get #attached() {
    return this.#app.uploads?.rowFor(this, () => this.#fit());
  }

  focus() {
    // On a phone the keyboard would cover what one came to read.
    if (!matchMedia("(pointer: coarse)").matches) this.#refs.input.focus({ preventScroll: true });
  }

  /** Takes the focus, on a phone too. */
  take() {
    this.#refs.input.focus({ preventScroll: true });
  }

  /** What is written answers this message from now on; null for none. */
  replyTo(event) {
    const epoch = this.#place.roomOf(this.#app.store.state)?.timeline?.epoch ?? null;
    this.#showReply(
      event && { seq: event.seq, epoch, name: event.user.name, text: shorten(plainLine(event), KEPT_QUOTE) },
    );
    this.#keep();
    this.#refs.input.focus({ preventScroll: true });
  }

  #showReply(answered) {
    this.#reply = answered;
    const { reply, replyTo, replyText } = this.#refs;
    reply.hidden = answered === null;
    if (answered !== null) {
      setText(replyTo, words.replyingTo(answered.name));
      setText(replyText, answered.text);
    }
    this.#fit();
  }

  /** The whole draft, as it would be found again. */
  #keep() {
    this.#app.drafts.set(this.#draft, { text: this.#refs.input.value, reply: this.#reply });
  }

  /** What was not sent is written on, before what is being written. */
  takeBack(text, event) {
    const { input } = this.#refs;
    if (event !== null) this.replyTo(event);
    input.focus({ preventScroll: true });
    if (text !== "") replaceText(input, 0, 0, input.value.trim() === "" ? text : `${text}\n`);
    input.setSelectionRange(text.length, text.length);
  }

  render(state) {
    const room = this.#place.roomOf(state);
    this.root.hidden = room === null;
    if (room === null) {
      this.#room = this.#draft = null;
      return;
    }
    const draft = draftKey(room.info.id, room.threadRoot);
    if (this.#draft !== draft) this.#enter(room.info.id, draft);
    const phrase = this.#place.hint(room);
    if (this.#refs.input.placeholder !== phrase) {
      this.#refs.input.placeholder = phrase;
      label(this.#refs.input, phrase);
    }
    this.root.classList.toggle("is-private", room.info.kind === "direct");
    this.#refs.attach.hidden = state.limits.max_file_bytes === undefined;
    this.#attached?.show();
    this.#showWhisper();
  }

  #enter(room, draft) {
    this.#room = room;
    this.#draft = draft;
    this.#menu.close();
    const { text, reply } = this.#app.drafts.get(draft);
    beginText(this.#refs.input, text);
    this.#showReply(reply);
    this.#showCount();
    if (this.#place.takesFocus) this.focus();
  }

  /** Whether the user is writing a draft: then that of another device does not come in between. */
  isTyping(draft) {
    const { input } = this.#refs;
    const isHere = draft === this.#draft && document.activeElement === input && document.hasFocus();
    return isHere && input.value !== "" && performance.now() - this.#typedAt < TYPING_LASTS_MS;
  }

  /** Another device has changed a draft. */
  adopted(draft) {
    if (draft !== this.#draft) return;
    const { input } = this.#refs;
    const { text, reply } = this.#app.drafts.get(draft);
    beginText(input, text);
    input.setSelectionRange(text.length, text.length);
    this.#showReply(reply);
    this.#showCount();
    this.#showWhisper();
    this.#fit();
  }

  #insertEmoji(anchor) {
    const { input } = this.#refs;
    const onPick = (text) => replaceText(input, input.selectionStart, input.selectionEnd, text);
    this.#app.dialogs.openEmojiPicker({ anchor, onPick });
  }

  #makePublic() {
    const { input } = this.#refs;
    const added = makePublic(input.value).length - input.value.length;
    const { selectionStart, selectionEnd } = input;
    replaceText(input, 0, 0, makePublic(input.value).slice(0, added));
    input.setSelectionRange(selectionStart + added, selectionEnd + added);
  }

  #makePrivate() {
    const { input } = this.#refs;
    const named = this.#namedFirst(input.value);
    if (named === undefined) return;
    const { length, prefix } = privatePrefix(input.value, named);
    replaceText(input, 0, length, prefix);
    input.setSelectionRange(input.value.length, input.value.length);
    input.focus({ preventScroll: true });
  }

  #changed() {
    const { value } = this.#refs.input;
    this.#keep();
    this.#app.store.dispatch({ type: "acted", room: this.#room });
    this.#typing.changed(this.#room, value);
    this.#showCount();
    this.#showWhisper();
    this.#fit();
  }

  #pressed(event) {
    if (event.key === "Escape" && this.#reply !== null) {
      this.replyTo(null);
      event.stopPropagation();
    }
    if (event.key === "ArrowUp" && this.#refs.input.value === "" && this.#editLast()) {
      event.preventDefault();
      return;
    }
    // Without a Shift to hold it breaks the line.
    if (event.key !== "Enter" || event.shiftKey || isTouchKeyboard()) return;
    event.preventDefault();
    this.#send();
  }

  /** Whether there is a message of one's own to edit. */
  #editLast() {
    const { state } = this.#app.store;
    const room = this.#place.roomOf(state);
    const event = room === null ? null : Editing.lastOwn(room, state.self);
    if (event === null) return false;
    this.#app.editing.begin(event, room.threadRoot);
    if (!this.#list.reveal(event.seq)) this.#app.attempt(this.#app.jump(event.room, event.seq));
    return true;
  }

  #send() {
    const { input } = this.#refs;
    if (input.readOnly) return;
    if (this.#app.attaching !== null) {
      this.#sendLater();
      return;
    }
    const text = writtenOut(sendable(input.value));
    if (this.#attached?.isStopped() || (text === "" && !this.#attached?.isFilled)) return;
    const left = this.#charactersLeft(text);
    if (left < 0) {
      this.#app.liveRegion.say(words.charactersLeft(left), "count");
      return;
    }
    const to = this.#whispersTo(text);
    // The number of a message here means nothing in the conversation that a private one goes to.
    const reply_to = to === undefined ? this.#answeredSeq() : undefined;
    const message = { room: this.#room, text, reply_to, to };
    if (this.#attached?.isFilled) this.#attached.send(message);
    else this.#app.commands.send(message);
    if (to === undefined) this.#typing.ended();
    this.#showReply(null);
    beginText(input, "");
    this.#changed();
    input.focus({ preventScroll: true });
    this.#list.toEnd();
  }

  /** What is sent stays as it is until its files are attached, or cannot be. */
  async #sendLater() {
    const { input } = this.#refs;
    input.readOnly = true;
    await this.#app.attaching;
    input.readOnly = false;
    if (this.#app.uploads !== undefined) this.#send();
  }

  /** How a text looks when it is sent. */
  #shown(written) {
    const text = writtenOut(sendable(written));
    const isDirect = this.#place.roomOf(this.#app.store.state)?.info.kind === "direct";
    return shownText(text, isDirect, this.#whispersTo(text));
  }

  /** A log that was replaced since has other messages under the same numbers. */
  #answeredSeq() {
    const room = this.#place.roomOf(this.#app.store.state);
    const { timeline } = room;
    const { seq, epoch } = this.#reply ?? {};
    const isOfThisLog = timeline === null || epoch === null || timeline.epoch === epoch;
    return (isOfThisLog ? seq : undefined) ?? this.#place.answered(room);
  }

  /** {id, name} of the only user who would read this text, as far as the page can tell. */
  #whispersTo(text) {
    const { state } = this.#app.store;
    const isDirect = this.#place.roomOf(state)?.info.kind === "direct";
    const names = isDirect ? [] : addressed(text);
    if (names.length === 0) return undefined;
    for (const { name, isGroup } of names) {
      if (isGroup) return undefined;
      const user = userNamed(state, name);
      if (user !== null) return { id: user.id, name: user.name };
    }
    return { id: null, name: names[0].name };
  }

  /** Who would read this text, or be told of it, where a name in it may mislead about that. */
  #showWhisper() {
    const { whisper, whisperText, makePublic: button, input } = this.#refs;
    const to = this.#whispersTo(input.value);
    const named = to === undefined ? this.#namedFirst(input.value) : undefined;
    const isForOne = to !== undefined || named !== undefined;
    const group = isForOne ? undefined : this.#groupInVain(input.value);
    const wasHidden = whisper.hidden;
    whisper.hidden = !isForOne && group === undefined;
    whisper.classList.toggle("is-public", to === undefined);
    button.hidden = !isForOne;
    this.root.classList.toggle("is-whisper", to !== undefined);
    let text = "";
    if (named !== undefined) {
      text = words.everybodyReads;
      setText(button, words.makePrivate(named.user.name));
    } else if (to !== undefined) {
      text = to.id === null ? words.onlyForUnknown(to.name) : words.onlyFor(to.name);
      setText(button, words.makePublic);
    } else if (group !== undefined) text = words.notifiesNoOne(group, MOST_MENTIONED);
    setText(whisperText, text);
    if (this.#audience !== text) this.#app.liveRegion.say(text, "audience");
    this.#audience = text;
    if (whisper.hidden !== wasHidden) this.#fit();
  }

  /** `all` or `here` as it is written where it is likely to be no mention. */
  #groupInVain(text) {
    const { state } = this.#app.store;
    const room = this.#place.roomOf(state);
    if (room === null || room.info.kind === "direct" || mayMentionAll(state, room)) return undefined;
    return findMentions(text, () => false)[0]?.name;
  }

  /** The user whose name a public text begins with: "@Ada: …", " @Ada …". */
  #namedFirst(text) {
    const { state } = this.#app.store;
    if (this.#place.roomOf(state)?.info.kind === "direct") return undefined;
    for (const { name, end } of namedFirst(text)) {
      const user = userNamed(state, name);
      if (user !== null) return user.id === state.self?.id ? undefined : { name, end, user };
    }
    return undefined;
  }

  #showCount() {
    const left = this.#charactersLeft(this.#refs.input.value);
    this.#refs.left.hidden = left > WARN_BELOW;
    setText(this.#refs.left, words.charactersLeft(left));
    this.#refs.left.classList.toggle("is-over", left < 0);
    this.#refs.send.disabled = left < 0;
    const below = TELL_BELOW.find((least) => left < least) ?? null;
    if (below !== this.#tellsBelow)
      this.#app.liveRegion.say(below === null ? "" : words.charactersLeft(left), "count");
    this.#tellsBelow = below;
  }

  #charactersLeft(text) {
    return this.#app.store.state.limits.max_text_length - countCodePoints(text);
  }

  #fit() {
    const { input } = this.#refs;
    input.style.height = "auto";
    const page = document.getElementById("app").clientHeight;
    const rest = this.root.offsetHeight - input.offsetHeight;
    const tallest = Math.min(TALLEST_PX, TALLEST_SHARE * page - rest);
    const height = Math.max(input.offsetHeight, Math.min(tallest, input.scrollHeight));
    input.style.height = `${height}px`;
  }
}

/** Two composers in a page: the ids of one, and what names them, end in the name of its place. */
function nameApart({ root, input }, place) {
  if (place === "room") return;
  const apart = (id) => `${id}-${place}`;
  for (const node of root.querySelectorAll("[id]")) node.id = apart(node.id);
  for (const name of ["aria-controls", "aria-describedby"])
    for (const node of root.querySelectorAll(`[${name}]`))
      node.setAttribute(name, apart(node.getAttribute(name)));
}
