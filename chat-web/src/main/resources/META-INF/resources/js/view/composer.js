import { isTouchKeyboard, label, part, setText } from "../lib/dom.js";
import { countCodePoints, makePublic, sendable, whisperedTo } from "../lib/text.js";
import { words } from "../lib/words.js";
import { currentRoom, userNamed } from "../state/selectors.js";
import { MentionMenu } from "./mention-menu.js";
import { TypingSignal } from "./typing-signal.js";

const WARN_BELOW = 200;
const TALLEST_PX = 240;

/** Where messages are written. It works without a connection: what is sent then waits. */
export class Composer {
  #app;
  #refs = part("composer");
  #menu;
  #typing;
  #onSent;
  #room = null;
  #reply = null;

  constructor(app, { onSent }) {
    this.#app = app;
    this.#onSent = onSent;
    const { root, input, cancelReply, makePublic: publicButton } = this.#refs;
    this.#typing = new TypingSignal(app);
    this.#menu = new MentionMenu(app, input, this.#refs.menu, () => this.#changed());
    input.addEventListener("input", () => this.#changed());
    // The menu's listener came first: what it took is no longer ours.
    input.addEventListener("keydown", (event) => !event.defaultPrevented && this.#pressed(event));
    root.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    cancelReply.addEventListener("click", () => this.replyTo(null));
    publicButton.addEventListener("click", () => this.#write(makePublic(input.value)));
  }

  get root() {
    return this.#refs.root;
  }

  focus() {
    // On a phone the keyboard would cover what one came to read.
    if (!matchMedia("(pointer: coarse)").matches) this.#refs.input.focus({ preventScroll: true });
  }

  replyTo(event) {
    this.#reply = event;
    const { reply, replyTo, replyText, input } = this.#refs;
    reply.hidden = event === null;
    if (event !== null) {
      setText(replyTo, words.replyingTo(event.user.name));
      setText(replyText, event.text);
    }
    input.focus({ preventScroll: true });
  }

  render(state) {
    const room = currentRoom(state);
    this.root.hidden = room === null;
    if (room === null) {
      this.#room = null;
      return;
    }
    if (this.#room !== room.info.id) this.#enter(room.info.id);
    const phrase = roomPhrase(room);
    if (this.#refs.input.placeholder !== phrase) {
      this.#refs.input.placeholder = phrase;
      label(this.#refs.input, phrase);
    }
    this.root.classList.toggle("is-private", room.info.kind === "direct");
    this.#showWhisper();
  }

  #enter(room) {
    this.#room = room;
    this.#reply = null;
    this.#refs.reply.hidden = true;
    this.#menu.close();
    this.#refs.input.value = this.#app.drafts.get(room);
    this.#fit();
    this.#showCount();
    this.focus();
  }

  #write(text) {
    const { input } = this.#refs;
    input.value = text;
    input.focus();
    this.#changed();
  }

  #changed() {
    const { value } = this.#refs.input;
    this.#app.drafts.set(this.#room, value);
    this.#typing.changed(this.#room, value);
    this.#fit();
    this.#showCount();
    this.#showWhisper();
  }

  #pressed(event) {
    const composes = event.isComposing || event.keyCode === 229;
    if (event.key === "Escape" && this.#reply !== null) {
      this.replyTo(null);
      event.stopPropagation();
    }
    // Without a Shift to hold it breaks the line.
    if (event.key !== "Enter" || event.shiftKey || composes || isTouchKeyboard()) return;
    event.preventDefault();
    this.#send();
  }

  #send() {
    const { input } = this.#refs;
    const text = sendable(input.value);
    if (text === "" || this.#charactersLeft(text) < 0) return;
    const to = this.#whispersTo(text);
    // The number of a message here means nothing in the conversation that a private one goes to.
    const reply_to = this.#reply !== null && to === undefined ? this.#reply.seq : undefined;
    this.#app.commands.send({ room: this.#room, text, reply_to, to });
    this.#reply = null;
    this.#refs.reply.hidden = true;
    if (to === undefined) this.#typing.ended();
    input.value = "";
    this.#changed();
    input.focus({ preventScroll: true });
    this.#onSent();
  }

  /** {id, name} of whoever alone would read this text, as far as the page can tell. */
  #whispersTo(text) {
    const { state } = this.#app.store;
    const name = currentRoom(state)?.info.kind === "direct" ? null : whisperedTo(text);
    if (name === null) return undefined;
    const user = userNamed(state, name);
    return { id: user?.id ?? null, name: user?.name ?? name };
  }

  #showWhisper() {
    const { whisper, whisperText, input } = this.#refs;
    const to = this.#whispersTo(input.value);
    whisper.hidden = to === undefined;
    this.root.classList.toggle("is-whisper", to !== undefined);
    if (to !== undefined)
      setText(whisperText, to.id === null ? words.onlyForUnknown(to.name) : words.onlyFor(to.name));
  }

  #showCount() {
    const left = this.#charactersLeft(this.#refs.input.value);
    this.#refs.left.hidden = left > WARN_BELOW;
    setText(this.#refs.left, words.charactersLeft(left));
    this.#refs.left.classList.toggle("is-over", left < 0);
    this.#refs.send.disabled = left < 0;
  }

  #charactersLeft(text) {
    return this.#app.store.state.limits.max_text_length - countCodePoints(text);
  }

  #fit() {
    const { input } = this.#refs;
    input.style.height = "auto";
    input.style.height = `${Math.min(TALLEST_PX, input.scrollHeight)}px`;
  }
}

function roomPhrase({ info }) {
  return info.kind === "direct"
    ? words.composeTo(info.with?.name ?? "")
    : words.composeIn(info.name);
}
