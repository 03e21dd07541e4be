import { NARROW, NO_PEOPLE } from "../lib/widths.js";

const SHUT_BELOW = { rooms: NARROW, people: NO_PEOPLE };

/**
 * The side columns where there is no room for them: one at a time over the page, closed by Esc,
 * scrim, the browser's Back or choice. An open one has an entry in the browser's history, which a
 * choice leaves to the room that it leads to.
 */
export class Drawers {
  #parts;
  #room;
  #scrim;
  #open = null;
  #cameFrom = null;

  constructor({ rooms, people, room, scrim }) {
    this.#parts = { rooms, people };
    this.#room = room;
    this.#scrim = scrim;
    scrim.addEventListener("click", () => this.dismiss());
    for (const query of Object.values(SHUT_BELOW))
      matchMedia(query).addEventListener("change", () => this.dismiss());
    this.#apply();
  }

  get isOpen() {
    return this.#open !== null;
  }

  toggle(name) {
    if (this.#open === name) this.dismiss();
    else this.open(name);
  }

  open(name) {
    if (!matchMedia(SHUT_BELOW[name]).matches) return;
    this.#cameFrom = document.activeElement;
    this.#open = name;
    if (history.state?.drawer !== true) history.pushState({ drawer: true }, "");
    this.#apply();
    const part = this.#parts[name];
    // Where one is, else the first; `querySelector` goes by the order in the page.
    const target = part.querySelector("a[aria-current]") ?? part.querySelector("button, a");
    target?.focus({ preventScroll: true });
  }

  /** Closes without a choice: its entry in the history goes, too. */
  dismiss() {
    if (!this.isOpen) return;
    this.close();
    if (history.state?.drawer === true) history.back();
  }

  /** The browser went back: whether that was meant for an open drawer. */
  closeByBack() {
    const wasOpen = this.isOpen;
    if (wasOpen) this.close();
    return wasOpen;
  }

  close() {
    const wasOpen = this.#open !== null;
    this.#open = null;
    this.#apply();
    if (wasOpen && this.#cameFrom?.isConnected) this.#cameFrom.focus({ preventScroll: true });
    this.#cameFrom = null;
  }

  /** What is out of sight is out of reach too. */
  #apply() {
    for (const [name, part] of Object.entries(this.#parts)) {
      const isOpen = this.#open === name;
      part.classList.toggle("is-open", isOpen);
      part.inert = !isOpen && (this.#open !== null || matchMedia(SHUT_BELOW[name]).matches);
      for (const button of document.querySelectorAll(`[aria-controls="${part.id}"]`)) {
        button.setAttribute("aria-expanded", String(isOpen));
      }
    }
    this.#room.inert = this.#open !== null;
    this.#scrim.hidden = this.#open === null;
  }
}
