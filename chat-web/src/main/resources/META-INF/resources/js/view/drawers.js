import { NARROW, NO_PEOPLE } from "../lib/widths.js";

const SHUT_BELOW = { rooms: NARROW, people: NO_PEOPLE };

/**
 * The side columns where there is no room for them: one at a time over the page, closed by Esc,
 * scrim or choice.
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
    scrim.addEventListener("click", () => this.close());
    for (const query of Object.values(SHUT_BELOW))
      matchMedia(query).addEventListener("change", () => this.close());
    this.#apply();
  }

  get isOpen() {
    return this.#open !== null;
  }

  toggle(name) {
    if (this.#open === name) this.close();
    else this.open(name);
  }

  open(name) {
    if (!matchMedia(SHUT_BELOW[name]).matches) return;
    this.#cameFrom = document.activeElement;
    this.#open = name;
    this.#apply();
    const part = this.#parts[name];
    // Where one is, else the first; `querySelector` goes by the order in the page.
    const target = part.querySelector("a[aria-current]") ?? part.querySelector("button, a");
    target?.focus({ preventScroll: true });
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
