import { words } from "../../i18n/words.js";
import { icon, label, make, setText } from "../../lib/dom.js";
import { isPicture } from "../../lib/format/plain.js";
import { dayOrTime, exactTime } from "../../lib/time.js";
import { openDialog } from "../../ui/dialog.js";
import { errorMessage } from "../../ui/error-messages.js";
import { previewAddress } from "./file-address.js";
import { downloadLink, fileDetail, shownName } from "./file-card.js";
import { drawing, typeIcon } from "./file-icon.js";

const PAUSE_MS = 250;
const LONGEST = 256;
const KINDS = ["all", "image", "media", "other"];
/** A rare name may be beyond some pages without any: so many are passed over by themselves. */
const MOST_EMPTY_PAGES = 5;

/** The files of a room, the latest first, by kind and by name; each leads to its message. */
export function openFiles(app, { id }) {
  new RoomFiles(app, id);
}

class RoomFiles {
  #app;
  #room;
  #dialog;
  #query = make("input");
  #kinds = make("fieldset", "segments");
  #said = make("p", "hint");
  #list = make("ul", "room-files");
  #more = make("button", "text-button", words.moreFiles);
  #timer = null;
  #before;
  /** The latest request: answers to earlier ones come too late. */
  #asked = 0;

  constructor(app, room) {
    this.#app = app;
    this.#room = room;
    this.#said.setAttribute("role", "status");
    this.#said.dataset.test = "room-files-said";
    this.#list.dataset.test = "room-files";
    this.#more.dataset.test = "more-files";
    this.#more.hidden = true;
    this.#more.addEventListener("click", () => this.#goOn());
    const form = make("form", "stack");
    form.append(this.#field(), this.#kinds);
    form.addEventListener("submit", (event) => event.preventDefault());
    this.#fillKinds();
    this.#dialog = openDialog(words.roomFiles, form, this.#said, this.#list, this.#more);
    this.#dialog.classList.add("is-pinned", "is-files");
    this.#dialog.addEventListener("close", () => {
      clearTimeout(this.#timer);
      this.#asked++;
    });
    this.#find();
  }

  #field() {
    const field = make("label", "file-query");
    Object.assign(this.#query, { type: "search", placeholder: words.fileName, maxLength: LONGEST });
    this.#query.dataset.test = "file-query";
    this.#query.setAttribute("aria-label", words.fileName);
    this.#query.autocomplete = "off";
    this.#query.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#find(), PAUSE_MS);
    });
    field.append(icon("search"), this.#query);
    return field;
  }

  #fillKinds() {
    const row = make("div", "segment-row");
    for (const kind of KINDS) {
      const segment = make("label", "segment");
      const input = make("input");
      Object.assign(input, { type: "radio", name: "file-kind", value: kind, checked: kind === "all" });
      input.dataset.test = `file-kind-${kind}`;
      segment.append(input, make("span", "", words.fileKinds[kind]));
      row.append(segment);
    }
    this.#kinds.append(make("legend", "unseen", words.fileKind), row);
    this.#kinds.addEventListener("change", () => this.#find());
  }

  async #find() {
    clearTimeout(this.#timer);
    this.#before = undefined;
    await this.#ask(true);
  }

  /** What was asked for takes the focus from the button, which may be gone. */
  async #goOn() {
    const shown = this.#list.children.length;
    await this.#ask(false);
    this.#list.children[shown]?.querySelector("button").focus();
  }

  async #ask(isNew) {
    const asked = ++this.#asked;
    this.#more.disabled = true;
    this.#list.setAttribute("aria-busy", "true");
    try {
      for (let pages = 0; pages < MOST_EMPTY_PAGES; pages++) {
        const page = await this.#page();
        if (asked !== this.#asked) return;
        if (isNew && pages === 0) this.#list.replaceChildren();
        this.#show(page);
        if (page.files.length > 0 || !page.more) break;
      }
    } catch (error) {
      if (asked === this.#asked) setText(this.#said, errorMessage(error));
    } finally {
      if (asked === this.#asked) {
        this.#more.disabled = false;
        this.#list.removeAttribute("aria-busy");
      }
    }
  }

  #page() {
    const kind = this.#kinds.querySelector(":checked").value;
    const query = this.#query.value.trim();
    return this.#app.connection.request({
      type: "get_files",
      room: this.#room,
      ...(kind === "all" ? {} : { kind }),
      ...(query === "" ? {} : { query }),
      ...(this.#before === undefined ? {} : { before: this.#before }),
    });
  }

  #show({ files, more, before }) {
    this.#list.append(...files.map((listed) => this.#entry(listed)));
    this.#before = before;
    this.#more.hidden = !more;
    const count = this.#list.children.length;
    const isAll = this.#query.value.trim() === "" && this.#kinds.querySelector(":checked").value === "all";
    const none = isAll ? words.noFilesHere : words.noFilesFound;
    setText(this.#said, count === 0 ? (more ? words.searchingFiles : none) : words.filesFound(count));
  }

  #entry({ seq, user, at, file }) {
    const { server } = this.#app;
    const button = make("button", "room-file");
    button.dataset.test = "room-file";
    const text = make("span", "file-text");
    const when = make("time", "when", dayOrTime(at));
    when.dateTime = at;
    when.title = exactTime(at);
    const about = make("span", "file-detail");
    about.append(make("bdi", "", user.name), " · ", when, " · ", fileDetail(file));
    text.append(shownName(file.name), about);
    button.append(this.#sign(file), text);
    button.addEventListener("click", () => {
      this.#dialog.close();
      this.#app.attempt(this.#app.jump(this.#room, seq));
    });
    const download = downloadLink(server, file, "icon-button");
    download.append(drawing("download"));
    label(download, words.downloadFile(file.name));
    const item = make("li");
    item.append(button, download);
    return item;
  }

  /** A small picture, or the kind of the file; also when the picture has been deleted since. */
  #sign(file) {
    const sign = make("span", "file-kind");
    sign.append(typeIcon(file));
    if (!isPicture(file) || this.#app.server.foreign) return sign;
    const image = make("img");
    image.alt = file.alt ?? "";
    image.loading = "lazy";
    image.addEventListener("load", () => sign.replaceChildren(image));
    image.src = previewAddress(this.#app.server, file);
    // A picture loads lazily only within the page.
    image.className = "file-thumb";
    sign.append(image);
    return sign;
  }
}
