import { words } from "../../i18n/words.js";
import { icon, make } from "../../lib/dom.js";

/** Covers the room or thread that files would be attached in while they are dragged over it. */
export class DropTarget {
  #areaAt;
  #root = make("div", "drop-target");

  /** `areaAt(target)` is the element that is covered, if any. */
  constructor(areaAt) {
    this.#areaAt = areaAt;
    this.#root.dataset.test = "drop-target";
    this.#root.setAttribute("aria-hidden", "true"); // who drags, sees
    const sign = make("p", "drop-sign");
    sign.append(icon("clip"), make("span", "", words.dropFiles));
    this.#root.append(sign);
  }

  show(target) {
    const area = target === null ? null : this.#areaAt(target);
    if (!area) {
      this.#root.remove();
      return;
    }
    const { left, top, width, height } = area.getBoundingClientRect();
    Object.assign(this.#root.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${width}px`,
      height: `${height}px`,
    });
    if (!this.#root.isConnected) document.body.append(this.#root);
  }
}
