import { words } from "../../i18n/words.js";
import { icon, label, make, setText } from "../../lib/dom.js";
import { onKey } from "../../lib/keys.js";
import { isPicture } from "../../lib/format/plain.js";
import { heldMessage } from "../messages/selectors.js";
import { timeElement } from "../messages/time-element.js";
import { fileAddress, previewAddress } from "./file-address.js";
import { drawing } from "./file-icon.js";
import { heldPictures } from "./held-pictures.js";
import { Zoom } from "./zoom.js";

const FULL = 8;

/** Shows a picture of a message large, and lets the user go on to the others that the page holds. */
export function openViewer(app, { room, seq, file: id }) {
  const pictures = heldPictures(app.store.state, { room, seq });
  const first = pictures.findIndex(({ message, file }) => message.seq === seq && file.id === id);
  if (first >= 0) new Viewer(app, pictures, first);
}

class Viewer {
  #app;
  #pictures;
  #at;
  #root = make("dialog", "viewer");
  #stage = make("div", "viewer-stage");
  #image = make("img");
  #failure = make("p", "viewer-failure");
  #by = make("p", "viewer-by");
  #said = make("p", "viewer-text");
  #download = make("a", "icon-button");
  #buttons = {};
  #zoom;

  constructor(app, pictures, at) {
    this.#app = app;
    this.#pictures = pictures;
    this.#at = at;
    this.#build();
    document.body.append(this.#root);
    this.#root.showModal();
    // The focus is on what is looked at: a screen reader says it.
    this.#stage.focus();
    this.#zoom = new Zoom(this.#stage, this.#image, {
      swiped: (step) => this.#go(step),
      closed: () => this.#root.close(),
      zoomed: (scale) => this.#zoomed(scale),
    });
    onKey(this.#root, (event) => this.#pressed(event));
    const unsubscribe = app.store.subscribe((state, before) => {
      if (state.rooms !== before.rooms || state.thread !== before.thread) this.#dropDeleted(state);
    });
    this.#root.addEventListener("close", () => {
      unsubscribe();
      this.#root.remove();
    });
    this.#show();
  }

  #build() {
    this.#root.dataset.test = "viewer";
    label(this.#root, words.viewer);
    this.#stage.tabIndex = -1;
    this.#stage.dataset.test = "viewer-stage";
    this.#stage.setAttribute("role", "group");
    this.#image.dataset.test = "viewer-picture";
    this.#image.draggable = false;
    this.#image.addEventListener("error", () => this.#loaded(false));
    this.#image.addEventListener("load", () => this.#loaded(true));
    this.#said.dir = "auto";
    this.#said.setAttribute("aria-live", "polite");
    this.#download.append(drawing("download"));
    const bar = make("header", "viewer-bar");
    const about = make("div", "viewer-about");
    about.append(this.#by, this.#said);
    bar.append(
      about,
      this.#button("out", words.zoomOut, drawing("minus"), () => this.#zoom.out()),
      this.#button("in", words.zoomIn, icon("plus"), () => this.#zoom.in()),
      this.#download,
      this.#button("close", words.close, icon("close"), () => this.#root.close()),
    );
    this.#stage.append(this.#image, this.#failure);
    this.#root.append(
      bar,
      this.#stage,
      this.#button("before", words.pictureBefore, drawing("left"), () => this.#go(-1)),
      this.#button("after", words.pictureAfter, drawing("right"), () => this.#go(1)),
    );
  }

  #button(name, said, picture, run) {
    const button = make("button", `icon-button viewer-${name}`);
    button.dataset.test = `viewer-${name}`;
    button.append(picture);
    label(button, said, true);
    button.addEventListener("click", run);
    this.#buttons[name] = button;
    return button;
  }

  #pressed(event) {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined || !isPlain) return;
    event.preventDefault();
    this.#go(step);
  }

  #go(step) {
    const next = this.#at + step;
    if (next < 0 || next >= this.#pictures.length) return;
    this.#at = next;
    this.#show();
  }

  #show() {
    const { message, file } = this.#pictures[this.#at];
    const { server } = this.#app;
    const count = this.#pictures.length;
    const said = file.alt ?? file.name;
    const image = this.#image;
    this.#zoom.reset();
    this.#failure.hidden = true;
    // What the list shows is here already; the whole picture takes its place.
    const address = fileAddress(server, file);
    image.src = previewAddress(server, file);
    if (file.preview) this.#replace(address, file);
    image.alt = said;
    if (file.width) image.style.aspectRatio = `${file.width} / ${file.height}`;
    image.style.setProperty("--wide", `${file.width ?? 0}px`);
    image.style.setProperty("--ratio", String((file.width ?? 1) / (file.height ?? 1)));
    this.#download.href = address;
    this.#download.download = file.name;
    this.#download.dataset.test = "viewer-download";
    label(this.#download, words.downloadFile(file.name), true);
    this.#by.replaceChildren(make("bdi", "author", message.user.name), timeElement(message.at));
    setText(this.#said, count > 1 ? words.pictureOf(this.#at + 1, count, said) : said);
    label(this.#stage, this.#said.textContent);
    this.#allow("before", this.#at > 0);
    this.#allow("after", this.#at < count - 1);
    for (const name of ["before", "after"]) this.#buttons[name].hidden = count === 1;
  }

  /** A disabled button would lose the focus to nothing. */
  #allow(name, isPossible) {
    const button = this.#buttons[name];
    if (!isPossible && button === document.activeElement) this.#stage.focus();
    button.disabled = !isPossible;
  }

  #replace(address, file) {
    const whole = new Image();
    whole.src = address;
    whole.decode().then(
      () => {
        if (this.#pictures[this.#at]?.file === file) this.#image.src = address;
      },
      () => {}, // the preview stays
    );
  }

  #loaded(isThere) {
    this.#image.hidden = !isThere;
    this.#failure.hidden = isThere;
    setText(this.#failure, isThere ? "" : words.pictureFailed);
  }

  #zoomed(scale) {
    this.#allow("out", scale > 1);
    this.#allow("in", scale < FULL);
  }

  /** What was deleted is not looked at any longer. */
  #dropDeleted(state) {
    const isKept = ({ message, file }) => {
      const room = state.rooms.get(message.room);
      const now = room && heldMessage(room, message.seq);
      return now ? (now.files ?? []).filter(isPicture).some(({ id }) => id === file.id) : room !== undefined;
    };
    const kept = this.#pictures.filter(isKept);
    if (kept.length === this.#pictures.length) return;
    const before = this.#pictures.slice(0, this.#at).filter(isKept).length;
    const isSame = isKept(this.#pictures[this.#at]);
    this.#pictures = kept;
    this.#at = Math.min(before, kept.length - 1);
    if (kept.length === 0) this.#root.close();
    else if (!isSame) this.#show();
  }
}
