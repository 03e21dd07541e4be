import { words } from "../../i18n/words.js";
import { make, setText } from "../../lib/dom.js";
import { Close } from "../../net/protocol.js";
import { waitingCount } from "../messages/selectors.js";

const GRACE_MS = 2_000;

/**
 * Tells when the connection is away, after a grace that a quick reconnect does not outlast, and
 * what waits.
 */
export class ConnectionBanner {
  #app;
  #text = make("span");
  #button = make("button", "small-button");
  #lostAt = null;
  #timer = null;
  #told = null;

  constructor(app) {
    this.#app = app;
    this.root = make("div", "banner");
    this.root.dataset.test = "banner";
    this.root.hidden = true;
    this.root.append(make("span", "pulse"), this.#text, this.#button);
    this.#button.addEventListener("click", () => app.reconnect());
  }

  render(state) {
    const { link } = state;
    if (link.state === "open" || link.state === "idle") {
      this.#lostAt = null;
      clearTimeout(this.#timer);
      this.root.hidden = true;
      if (this.#told !== null && link.state === "open")
        this.#app.liveRegion.say(words.connected, "link");
      this.#told = null;
      return;
    }
    this.#lostAt ??= Date.now();
    const graceMs = link.state === "ended" ? 0 : this.#lostAt + GRACE_MS - Date.now();
    this.root.hidden = graceMs > 0;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.render(this.#app.store.state), Math.max(graceMs, 500));
    if (graceMs > 0) return;
    const waiting = waitingCount(state);
    setText(
      this.#text,
      [phrase(link), waiting > 0 ? words.waitingCount(waiting) : ""].filter(Boolean).join(" "),
    );
    this.root.dataset.state = link.state;
    this.#tell(link, waiting);
    const isTooEarly = link.state === "waiting" && link.code === Close.TOO_MANY_CONNECTIONS;
    this.#button.hidden = link.state === "connecting" || isTooEarly;
    setText(this.#button, link.state === "ended" ? words.connectAgain : words.tryNow);
  }

  /** Spoken when the state changes, not with every second of the countdown. */
  #tell(link, waiting) {
    const text = lasting(link);
    if (this.#told === text) return;
    this.#told = text;
    const queue = waiting > 0 ? words.waitingCount(waiting) : "";
    this.#app.liveRegion.say([text, queue].filter(Boolean).join(" "), "link");
  }
}

function lasting({ state, code, reason }) {
  return state === "ended" ? phrase({ state, code, reason }) : words.reconnecting;
}

function phrase({ state, code, reason, retryAt }) {
  if (state === "ended")
    return [words.stopped, words.closed[code] ?? reason].filter(Boolean).join(" ");
  const seconds = Math.ceil((retryAt - Date.now()) / 1_000);
  if (state !== "waiting" || seconds < 2) return words.reconnecting;
  return code === Close.TOO_MANY_CONNECTIONS ? words.crowded(seconds) : words.retryIn(seconds);
}
