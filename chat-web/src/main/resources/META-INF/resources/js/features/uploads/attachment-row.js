import { words } from "../../i18n/words.js";
import { arrange, icon, label, make, setText } from "../../lib/dom.js";
import { fileSize } from "../../lib/file-size.js";
import { isInVain, uploadError } from "./upload-errors.js";

/** The files of the message that is written: what becomes of each, above the text. */
export class AttachmentRow {
  #app;
  #uploads;
  #onResize;
  #composer;
  #root = make("ul", "attachments");
  #entries = new Map();

  constructor(app, uploads, composer, onResize) {
    this.#app = app;
    this.#uploads = uploads;
    this.#onResize = onResize;
    this.#composer = composer;
    this.#root.dataset.test = "attachments";
    label(this.#root, words.attachments);
    this.#root.hidden = true;
    composer.root.querySelector(".format-bar").before(this.#root);
  }

  get isFilled() {
    return this.#uploads.at(this.#composer.draft).length > 0;
  }

  /** Whether nothing is sent because a file cannot be; then the user is told. */
  isStopped() {
    const failed = this.#uploads.at(this.#composer.draft).find(({ state }) => state === "failed");
    if (failed === undefined) return false;
    this.#app.toasts.show(words.removeFailed(failed.record.name), null, null, { key: "attachments" });
    this.#entries.get(failed.record.key)?.focus();
    return true;
  }

  /** Sends a message with the files. */
  send(message) {
    const { commands } = this.#app;
    const untold = this.#uploads.untold(this.#composer.draft);
    const uploads = this.#uploads.take(this.#composer.draft);
    const client_id = commands.send({ ...message, uploads });
    this.#uploads.taken(uploads, client_id);
    for (const { index, alt } of untold)
      commands.describeFile(message.room, { of: client_id, index }, alt);
  }

  /** Shows the files of the draft as they are now. */
  show() {
    const attached = this.#uploads.at(this.#composer.draft);
    const most = this.#app.store.state.limits.max_file_bytes;
    const before = this.#entries;
    this.#entries = new Map();
    for (const upload of attached) {
      const { key } = upload.record;
      const entry = before.get(key) ?? new Attachment(this.#app, this.#uploads, upload, (next) => this.#left(next));
      entry.update(upload, most);
      this.#entries.set(key, entry);
    }
    for (const [key, entry] of before) if (!this.#entries.has(key)) entry.close();
    arrange(this.#root, [...this.#entries.values()].map(({ root }) => root));
    this.#root.hidden = attached.length === 0;
    this.#composer.root.classList.toggle("has-files", attached.length > 0);
    if (before.size !== this.#entries.size) this.#onResize();
  }

  /** The focus goes on to the next file, else back to the text. */
  #left(root) {
    const next = root.nextElementSibling ?? root.previousElementSibling;
    if (next === null) this.#composer.take();
    else next.querySelector("[data-test=remove-attachment]").focus();
  }
}

class Attachment {
  #app;
  #name;
  #status = make("span", "attachment-status");
  #kept = make("span", "attachment-unkept", words.fileUnkept);
  #bar = make("progress", "attachment-progress");
  #retry = make("button", "small-button", words.retry);
  #describe = make("button", "small-button", words.describe);
  #remove = make("button", "icon-button");
  #picture = make("span", "attachment-picture");
  #url = null;
  #said = null;

  constructor(app, uploads, { record: { key, name } }, onLeave) {
    this.#app = app;
    this.#name = name;
    this.root = make("li", "attachment");
    this.root.dataset.test = "attachment";
    this.#retry.type = this.#remove.type = this.#describe.type = "button";
    this.#describe.dataset.test = "describe-attachment";
    this.#describe.hidden = true;
    this.#describe.addEventListener("click", () => this.#openDescription(uploads, key));
    this.#retry.dataset.test = "retry-attachment";
    this.#remove.dataset.test = "remove-attachment";
    this.#remove.append(icon("close"));
    label(this.#remove, words.removeFile(name), true);
    this.#retry.addEventListener("click", () => uploads.retry(key));
    this.#remove.addEventListener("click", () => {
      onLeave(this.root);
      uploads.remove(key);
    });
    label(this.#bar, words.uploading(name));
    this.#status.dataset.test = "attachment-status";
    this.#picture.setAttribute("aria-hidden", "true");
    this.#picture.textContent = ending(name);
    const about = make("span", "attachment-about");
    const shownName = make("bdi", "attachment-name", name);
    shownName.title = name;
    about.append(shownName, this.#status, this.#kept, this.#bar);
    this.root.append(this.#picture, about, this.#retry, this.#describe, this.#remove);
  }

  focus() {
    const button = this.#retry.hidden ? this.#remove : this.#retry;
    button.focus();
  }

  update(upload, most) {
    const { record, state, sent, error, isKept } = upload;
    this.root.dataset.state = state;
    this.root.classList.toggle("is-failed", state === "failed");
    const isUnderWay = state === "waiting" || state === "sending";
    this.#bar.hidden = !isUnderWay;
    this.#bar.max = Math.max(1, record.size);
    this.#bar.value = sent;
    this.#retry.hidden = state !== "failed" || isInVain(error);
    this.#kept.hidden = isKept !== false;
    const size = fileSize(record.size);
    const failure = state === "failed" ? uploadError(error, most) : null;
    setText(this.#status, failure ?? (isUnderWay && sent > 0 ? words.uploaded(fileSize(sent), size) : size));
    if (failure !== null && failure !== this.#said)
      this.#app.liveRegion.say(`${this.#name}: ${failure}`, "attachment");
    this.#said = failure;
    this.#show(upload);
    this.#describe.hidden = this.#url === null || state === "failed";
    label(this.#describe, words.describeFile(this.#name, record.alt ?? ""), true);
  }

  #openDescription(uploads, key) {
    const { alt } = uploads.get(key).record;
    const save = (text) => uploads.describe(key, text);
    this.#app.dialogs.openDescriptionsOf([{ name: this.#name, alt, address: this.#url, save }]);
  }

  /** A picture as it will look; of what the browser cannot draw the ending of its name stays. */
  #show({ record: { picture }, file, isGone }) {
    if (this.#url !== null || isGone || picture === null) return;
    const { preview, previewType } = picture;
    if (!preview && file === null) return;
    this.#url = URL.createObjectURL(preview ? new Blob([preview], { type: previewType }) : file);
    const image = make("img");
    image.alt = "";
    image.addEventListener("load", () => this.#picture.replaceChildren(image));
    image.src = this.#url;
  }

  close() {
    if (this.#url !== null) URL.revokeObjectURL(this.#url);
  }
}

/** What stands for a file that is no picture. */
function ending(name) {
  const found = /\.([\p{L}\p{N}]{1,5})$/u.exec(name);
  return found === null ? "" : found[1].toUpperCase();
}
