import { make } from "../lib/dom.js";
import { NO_PEOPLE } from "../lib/widths.js";

/**
 * The place of a panel beside the room. Where there is no space for both it lies over the room and has
 * an entry in the browser's history. It is closed by its button, Esc, or there the browser's Back; the
 * focus goes back where it came from.
 *
 * A panel has a `root`, `name` (what it is called), `isShown(state)`, `render(state)`, `takeFocus()`,
 * `focusOn(root, seq)` (gives the focus to a message of its thread, or is false), `placed(isOverRoom)`
 * and `closed()`.
 */
export class SidePanel {
  #root = make("aside", "side-panel");
  #layout;
  #room;
  #visibility;
  #narrow = matchMedia(NO_PEOPLE);
  #panel = null;
  #cameFrom = null;

  /**
   * @param layout the element that stands around the room and its sides
   * @param room the view of the room
   */
  constructor({ layout, room, visibility }) {
    this.#layout = layout;
    this.#room = room;
    this.#visibility = visibility;
    this.#root.dataset.test = "side-panel";
    this.#root.hidden = true;
    room.root.parentElement.after(this.#root);
    this.#narrow.addEventListener("change", () => this.#settle());
    visibility.setCovered(false);
  }

  get isOpen() {
    return this.#panel !== null;
  }

  /** Whether the room is out of sight behind it. */
  get isOverRoom() {
    return this.isOpen && this.#narrow.matches;
  }

  open(panel, state, takesFocus) {
    if (!this.#root.contains(document.activeElement)) this.#cameFrom = document.activeElement;
    if (this.#panel !== null && this.#panel !== panel) this.#panel.closed();
    this.#panel = panel;
    if (panel.root.parentElement !== this.#root) this.#root.replaceChildren(panel.root);
    this.#root.setAttribute("aria-label", panel.name);
    this.#settle();
    panel.render(state);
    if (takesFocus) panel.takeFocus();
  }

  takeFocus() {
    this.#panel?.takeFocus();
  }

  focusOn(root, seq) {
    return this.#panel?.focusOn(root, seq) ?? false;
  }

  render(state) {
    if (!this.isOpen) return;
    if (this.#panel.isShown(state)) this.#panel.render(state);
    else this.close();
  }

  close() {
    if (!this.isOpen) return;
    this.#hide();
    if (history.state?.panel === true) history.back();
  }

  /** The browser went back: whether that was meant for a panel over the room. */
  closeByBack() {
    const wasOver = this.isOverRoom;
    if (wasOver) this.#hide();
    return wasOver;
  }

  #hide() {
    const panel = this.#panel;
    const { activeElement, body } = document;
    const hadFocus = activeElement === body || this.#root.contains(activeElement);
    this.#panel = null;
    this.#settle();
    this.#root.replaceChildren();
    panel.closed();
    if (hadFocus && this.#cameFrom?.isConnected) this.#cameFrom.focus({ preventScroll: true });
    else if (hadFocus) this.#room.composer.take();
    this.#cameFrom = null;
  }

  /** What is out of sight is out of reach too. */
  #settle() {
    const { isOpen, isOverRoom } = this;
    this.#room.list.keep(() => {
      this.#root.hidden = !isOpen;
      this.#layout.classList.toggle("has-panel", isOpen);
    });
    this.#panel?.placed(isOverRoom);
    this.#room.root.inert = isOverRoom;
    this.#visibility.setCovered(isOverRoom);
    if (isOverRoom && history.state?.panel !== true) history.pushState({ panel: true }, "");
  }
}
