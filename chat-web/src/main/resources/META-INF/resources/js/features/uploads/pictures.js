import { trustedScript } from "../../lib/workers.js";

const WORKER = "js/features/uploads/picture-worker.js";
const ANSWER_WITHIN_MS = 20_000;
/** A worker that has nothing to do holds memory. */
const IDLE_MS = 30_000;

/** What is made of pictures before they are sent, by a worker; where browsers cannot, nothing. */
export class Pictures {
  #worker = null;
  #waiting = new Map();
  #timer = null;
  #nextId = 1;

  /**
   * Resolves to {thumbhash, preview?, previewType?}, the preview as an ArrayBuffer; null for what is no picture
   * that the browser can draw.
   */
  async describe(file) {
    const isPicture = file.type.startsWith("image/") && file.type !== "image/svg+xml";
    if (!isPicture || globalThis.OffscreenCanvas === undefined) return null;
    this.#worker ??= this.#begin();
    const id = this.#nextId++;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#worker.postMessage({ id, file });
      this.#rest();
    });
  }

  #begin() {
    const worker = new Worker(trustedScript(WORKER), { type: "module" });
    worker.addEventListener("message", ({ data: { id, picture } }) => {
      this.#waiting.get(id)?.(picture);
      this.#waiting.delete(id);
      this.#rest();
    });
    worker.addEventListener("error", () => this.#end());
    return worker;
  }

  /** Counts from the last picture that was given or described. */
  #rest() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end(), this.#waiting.size > 0 ? ANSWER_WITHIN_MS : IDLE_MS);
  }

  /** What it has not described goes without. */
  #end() {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = null;
    for (const resolve of this.#waiting.values()) resolve(null);
    this.#waiting.clear();
  }
}
