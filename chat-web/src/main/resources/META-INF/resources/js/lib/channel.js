import { ownName } from "./site.js";

/**
 * Messages between the tabs of this browser (BroadcastChannel). Where the browser has none, or
 * refuses it to a page without site data, nothing is sent and nothing arrives.
 */
export class Channel {
  #channel = null;

  /** Called with the event of each message from another tab. */
  onmessage = null;

  constructor(name) {
    try {
      this.#channel = new BroadcastChannel(ownName(name));
    } catch {
      return;
    }
    this.#channel.onmessage = (event) => this.onmessage?.(event);
  }

  /** Does nothing after `close`. */
  postMessage(message) {
    this.#channel?.postMessage(message);
  }

  close() {
    this.#channel?.close();
    this.#channel = null;
  }
}
