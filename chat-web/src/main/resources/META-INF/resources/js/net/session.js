import { Refusal, SUBPROTOCOL } from "./protocol.js";

/** No answer from the server at all. */
export class Unreachable extends Error {
  name = "Unreachable";
}

/**
 * The session with the page's own server: an HttpOnly cookie that no script can read. All that is
 * kept here is that there should be one.
 */
export class CookieSession {
  #storage;
  #url;

  constructor({ storage, url }) {
    this.#storage = storage;
    this.#url = url;
  }

  get known() {
    return this.#storage.get("session") === "cookie";
  }

  protocols() {
    return [SUBPROTOCOL];
  }

  async begin() {
    await this.#post({});
    this.#storage.set("session", "cookie");
  }

  /** The server made a guest because the cookie was gone: trade the secret for a new cookie. */
  async keep({ session }) {
    if (session === undefined) return;
    await this.#post({ session }).catch(() => {});
    this.#storage.set("session", "cookie");
  }

  forget() {
    this.#storage.remove("session");
  }

  async #post(body) {
    let response;
    try {
      response = await fetch(this.#url, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
    } catch {
      throw new Unreachable();
    }
    if (response.ok) return;
    // A server that serves no sessions over HTTP still makes guests on the socket.
    if (response.status === 404 || response.status === 405) return;
    const problem = await response.json().catch(() => ({}));
    const message = problem.detail || problem.title || `HTTP ${response.status}`;
    throw new Refusal({ ...problem, message });
  }
}

/**
 * The session with a server on another origin. Cookies do not reach it and a page can set no header
 * on a socket, so the secret travels as a subprotocol and is kept by the page, in this case only.
 */
export class TokenSession {
  #storage;
  #key;

  constructor({ storage, server }) {
    this.#storage = storage;
    this.#key = `session@${server}`;
  }

  get known() {
    return this.#storage.get(this.#key) !== null;
  }

  protocols() {
    const token = this.#storage.get(this.#key);
    return token === null ? [SUBPROTOCOL] : [SUBPROTOCOL, `session.${token}`];
  }

  /**
   * Nothing to do: without a session the server makes a guest and `welcome` hands the secret over.
   */
  async begin() {}

  async keep({ session }) {
    if (session !== undefined) this.#storage.set(this.#key, session);
  }

  forget() {
    this.#storage.remove(this.#key);
  }
}
