import { reconnectDelayMs } from "./backoff.js";
import { Close, decode, Disconnected, encode, mayReconnect, Refusal } from "./protocol.js";

const OPEN_WITHIN_MS = 15_000;
const PONG_WITHIN_MS = 10_000;
const STABLE_AFTER_MS = 10_000;
/** WebSocket.OPEN */
const SOCKET_OPEN = 1;

/** `frame` came in; `request` is the command that it answers, or null. */
export class FrameEvent extends Event {
  constructor(frame, request) {
    super("frame");
    this.frame = frame;
    this.request = request;
  }
}

/** `link.state`: idle | connecting | open | waiting (until `retryAt`) | ended (for `code`). */
export class LinkEvent extends Event {
  constructor(link) {
    super("link");
    this.link = link;
  }
}

/**
 * One conversation with the server over any number of sockets. Every inbound frame becomes a
 * "frame" event in the order of arrival, replies included, so that state is reduced in the order in
 * which the server spoke; the promise of `request` is for the caller. Knows no DOM.
 */
export class Connection extends EventTarget {
  #address;
  #protocols;
  #acceptsGuest;
  #random;
  #openSocket;
  #socket = null;
  #link = { state: "idle", code: null, retryAt: null };
  #attempt = 0;
  #openedAt = 0;
  #notBefore = 0;
  #retryAtOnce = false;
  #heardAt = 0;
  #heartbeatMs = 30_000;
  #held = null;
  #requests = new Map();
  #nextId = 1;
  #timer = null;

  /**
   * `address` and `protocols` are asked anew for each socket: the session may have changed.
   * `acceptsGuest` tells, by a promise, whether it is right that the server took us for a new guest;
   * if not, the socket is given up and another one opened.
   */
  constructor({
    address,
    protocols,
    acceptsGuest = async () => true,
    random = Math.random,
    openSocket = (url, names) => new WebSocket(url, names),
  }) {
    super();
    this.#address = address;
    this.#protocols = protocols;
    this.#acceptsGuest = acceptsGuest;
    this.#random = random;
    this.#openSocket = openSocket;
  }

  get link() {
    return this.#link;
  }

  /** Whether a frame can leave now: not on a socket that is closing and has not said so yet. */
  get isOpen() {
    return this.#link.state === "open" && this.#socket.readyState === SOCKET_OPEN;
  }

  open() {
    if (this.#link.state === "open" || this.#link.state === "connecting") return;
    this.#attempt = 0;
    this.#connect();
  }

  close() {
    this.#drop();
    this.#become({ state: "idle" });
  }

  /**
   * Something changed (network back, tab shown, a click): try now, or find out whether the socket
   * still lives. An attempt under way may have begun before the change: if it fails, the next one
   * follows at once. Pauses start short again.
   */
  wake() {
    const { state } = this.#link;
    if (state === "connecting") this.#retryAtOnce = true;
    else if (state === "waiting" && Date.now() >= this.#notBefore) {
      this.#attempt = 0;
      this.#connect();
    } else if (this.isOpen) this.#probe();
  }

  /** Fire and forget; false when it could not leave. */
  send(frame) {
    if (!this.isOpen) return false;
    this.#socket.send(encode(frame));
    return true;
  }

  /** `note` is kept beside the command for the reducer of the reply; it is not sent. */
  request(frame, note = null) {
    if (!this.isOpen) return Promise.reject(new Disconnected());
    const id = String(this.#nextId++);
    return new Promise((resolve, reject) => {
      this.#requests.set(id, { request: { ...frame, note }, resolve, reject });
      this.#socket.send(encode({ ...frame, id }));
    });
  }

  #connect() {
    clearTimeout(this.#timer);
    this.#retryAtOnce = false;
    this.#become({ state: "connecting" });
    let socket;
    try {
      socket = this.#openSocket(this.#address(), this.#protocols());
    } catch {
      this.#lost(1006);
      return;
    }
    this.#socket = socket;
    // A socket that was given up may still speak; only the present one is heard.
    socket.onmessage = (event) => socket === this.#socket && this.#heard(event.data);
    socket.onclose = (event) => socket === this.#socket && this.#lost(event.code, event.reason);
    this.#timer = setTimeout(() => this.#lost(1006), OPEN_WITHIN_MS);
  }

  #heard(data) {
    this.#heardAt = Date.now();
    const frame = decode(data);
    if (frame === null) return;
    if (this.#held !== null) this.#held.push(frame);
    else if (frame.type === "welcome" && frame.session !== undefined) this.#judge(frame);
    else this.#take(frame);
  }

  /** No listener gets the welcome of a guest, nor what follows, until the session is sure. */
  async #judge(welcome) {
    const socket = this.#socket;
    const held = [welcome];
    this.#held = held;
    const isAccepted = await this.#acceptsGuest();
    if (socket !== this.#socket) return;
    this.#held = null;
    if (!isAccepted) {
      this.#attempt = 0; // The server is there: what an outage before taught no longer counts.
      this.#lost(1006);
    } else for (const frame of held) if (socket === this.#socket) this.#take(frame);
  }

  #take(frame) {
    const isWelcome = frame.type === "welcome";
    if (isWelcome) this.#welcomed(frame);
    const asked = frame.re === undefined ? undefined : this.#requests.get(frame.re);
    this.#requests.delete(frame.re);
    this.dispatchEvent(new FrameEvent(frame, asked?.request ?? null));
    // Listeners that learn that the link is open find the welcome reduced already.
    if (isWelcome) this.dispatchEvent(new LinkEvent(this.#link));
    if (asked === undefined) return;
    if (frame.type === "error") asked.reject(new Refusal(frame));
    else asked.resolve(frame);
  }

  #welcomed(frame) {
    this.#openedAt = Date.now();
    this.#heartbeatMs = frame.heartbeat_ms || this.#heartbeatMs;
    this.#link = Object.freeze({ state: "open", code: null, reason: "", retryAt: null });
    this.#watch();
  }

  /**
   * One timer for the silence, re-armed when it fires: re-arming on every frame would cost more
   * than the frames.
   */
  #watch() {
    clearTimeout(this.#timer);
    const silentMs = Date.now() - this.#heardAt;
    if (silentMs >= this.#heartbeatMs) this.#probe();
    else this.#timer = setTimeout(() => this.#watch(), this.#heartbeatMs - silentMs);
  }

  #probe() {
    clearTimeout(this.#timer);
    const askedAt = Date.now();
    this.request({ type: "ping" }).then(
      () => this.#watch(),
      () => {},
    );
    // Any word in the meantime is as good as the answer.
    this.#timer = setTimeout(() => {
      if (this.#heardAt >= askedAt) this.#watch();
      else this.#lost(1006);
    }, PONG_WITHIN_MS);
  }

  #lost(code, reason = "") {
    const { state } = this.#link;
    const wasStable = state === "open" && Date.now() - this.#openedAt > STABLE_AFTER_MS;
    const wasWoken = state === "connecting" && this.#retryAtOnce;
    if (wasStable || wasWoken) this.#attempt = 0;
    this.#drop();
    if (!mayReconnect(code)) {
      this.#become({ state: "ended", code, reason });
      return;
    }
    if (wasWoken && code !== Close.TOO_MANY_CONNECTIONS) {
      this.#connect();
      return;
    }
    const delayMs = reconnectDelayMs(this.#attempt++, code, this.#random);
    const retryAt = Date.now() + delayMs;
    this.#notBefore = code === Close.TOO_MANY_CONNECTIONS ? retryAt : 0;
    this.#timer = setTimeout(() => this.#connect(), delayMs);
    this.#become({ state: "waiting", code, reason, retryAt });
  }

  #drop() {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = null;
    this.#held = null;
    socket?.close();
    // State first: listeners that learn of the loss must not find a connection that looks open.
    this.#link = { ...this.#link, state: "closing" };
    const unanswered = [...this.#requests.values()];
    this.#requests.clear();
    for (const { reject } of unanswered) reject(new Disconnected());
  }

  #become({ state, code = null, reason = "", retryAt = null }) {
    this.#link = Object.freeze({ state, code, reason, retryAt });
    this.dispatchEvent(new LinkEvent(this.#link));
  }
}
