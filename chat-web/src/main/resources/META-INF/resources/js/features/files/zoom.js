import { onKey } from "../../lib/keys.js";

const MOST = 8;
const STEP = 1.5;
const CLOSE_UP = 2.5;
const SWIPE_PX = 60;
const TAP_PX = 8;

/**
 * Zooms and moves a picture in its stage: by wheel, double click, two fingers, `+`, `-` and `0`. While it
 * is shown as a whole, a swipe calls `swiped(step)`, 1 for the next picture and -1 for the one before, or
 * `closed()` when it goes down.
 */
export class Zoom {
  #stage;
  #image;
  #heard;
  #pointers = new Map();
  #scale = 1;
  #x = 0;
  #y = 0;
  #start = null;

  /** @param heard {swiped, closed, zoomed} */
  constructor(stage, image, heard) {
    this.#stage = stage;
    this.#image = image;
    this.#heard = heard;
    stage.addEventListener("wheel", (event) => this.#wheeled(event), { passive: false });
    stage.addEventListener("dblclick", (event) => this.#toggled(event));
    stage.addEventListener("pointerdown", (event) => this.#pressed(event));
    stage.addEventListener("pointermove", (event) => this.#moved(event));
    for (const type of ["pointerup", "pointercancel"])
      stage.addEventListener(type, (event) => this.#released(event, type === "pointerup"));
    onKey(stage.closest("dialog"), ({ key }) => {
      if (key === "+" || key === "=") this.in();
      else if (key === "-") this.out();
      else if (key === "0") this.reset();
    });
  }

  get isWhole() {
    return this.#scale === 1;
  }

  in() {
    this.#zoom(this.#scale * STEP);
  }

  out() {
    this.#zoom(this.#scale / STEP);
  }

  reset() {
    this.#zoom(1);
  }

  /** What is at the point, from the middle of the stage, stays there. */
  #zoom(wanted, x = 0, y = 0) {
    const scale = Math.min(MOST, Math.max(1, wanted));
    const factor = scale / this.#scale;
    this.#scale = scale;
    this.#x = x - (x - this.#x) * factor;
    this.#y = y - (y - this.#y) * factor;
    this.#show();
    this.#heard.zoomed(scale);
  }

  /** The picture does not leave the stage. */
  #show() {
    const bound = (value, size, room) => {
      const most = Math.max(0, (size * this.#scale - room) / 2);
      return Math.min(most, Math.max(-most, value));
    };
    const { offsetWidth, offsetHeight } = this.#image;
    this.#x = bound(this.#x, offsetWidth, this.#stage.clientWidth);
    this.#y = bound(this.#y, offsetHeight, this.#stage.clientHeight);
    this.#stage.classList.toggle("is-zoomed", !this.isWhole);
    this.#image.style.transform = this.isWhole
      ? ""
      : `translate(${this.#x}px, ${this.#y}px) scale(${this.#scale})`;
  }

  #pointOf({ clientX, clientY }) {
    const { left, top, width, height } = this.#stage.getBoundingClientRect();
    return [clientX - left - width / 2, clientY - top - height / 2];
  }

  #wheeled(event) {
    event.preventDefault();
    this.#zoom(this.#scale * 1.002 ** -event.deltaY, ...this.#pointOf(event));
  }

  #toggled(event) {
    if (this.isWhole) this.#zoom(CLOSE_UP, ...this.#pointOf(event));
    else this.reset();
  }

  #pressed(event) {
    if (event.target.closest("button, a") !== null) return;
    this.#stage.setPointerCapture(event.pointerId);
    const point = this.#pointOf(event);
    this.#pointers.set(event.pointerId, point);
    const isBeside = event.target === this.#stage;
    // Two fingers do not swipe.
    this.#start = this.#pointers.size === 1 ? { point, isBeside } : null;
  }

  #moved(event) {
    const before = this.#pointers.get(event.pointerId);
    if (before === undefined) return;
    const now = this.#pointOf(event);
    const other = [...this.#pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.#pointers.set(event.pointerId, now);
    if (other !== undefined) {
      const distance = ([x, y]) => Math.hypot(x - other[0], y - other[1]);
      const middle = [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2];
      this.#zoom((this.#scale * distance(now)) / Math.max(1, distance(before)), ...middle);
    } else if (!this.isWhole) {
      this.#x += now[0] - before[0];
      this.#y += now[1] - before[1];
      this.#show();
    }
  }

  #released(event, isUp) {
    const start = this.#start;
    const [x, y] = this.#pointOf(event);
    if (!this.#pointers.delete(event.pointerId)) return;
    if (this.#pointers.size === 0) this.#start = null;
    if (!isUp || start === null || !this.isWhole) return;
    const [right, down] = [x - start.point[0], y - start.point[1]];
    const isAcross = Math.abs(right) > Math.abs(down);
    if (isAcross && Math.abs(right) > SWIPE_PX) this.#heard.swiped(right < 0 ? 1 : -1);
    else if (!isAcross && down > SWIPE_PX) this.#heard.closed();
    else if (Math.hypot(right, down) < TAP_PX && start.isBeside) this.#heard.closed();
  }
}
