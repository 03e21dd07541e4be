import { Refusal, SUBPROTOCOL } from "./protocol.js";
import { ask } from "./rest.js";

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

  /** What a request shows to be recognised by: the browser adds the cookie. */
  headers() {
    return {};
  }

  async begin() {
    await this.#post({});
    this.adopt();
  }

  /** The server made a guest because the cookie was gone: trade the secret for a new cookie. */
  async keep({ session }) {
    if (session === undefined) return;
    await this.#post({ session }).catch(() => {});
    this.adopt();
  }

  /** An answer brought the session, and the browser has taken the cookie in already. */
  adopt() {
    this.#storage.set("session", "cookie");
  }

  forget() {
    this.#storage.remove("session");
  }

  async #post(body) {
    try {
      await ask(this.#url, { method: "POST", body });
    } catch (error) {
      // A server that serves no sessions over HTTP still makes guests on the socket.
      const servesNone = error instanceof Refusal && (error.status === 404 || error.status === 405);
      if (!servesNone) throw error;
    }
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

  headers() {
    const token = this.#storage.get(this.#key);
    return token === null ? {} : { Authorization: `Bearer ${token}` };
  }

  /**
   * Nothing to do: without a session the server makes a guest and `welcome` hands the secret over.
   */
  async begin() {}

  async keep(welcome) {
    this.adopt(welcome);
  }

  adopt({ session }) {
    if (session !== undefined) this.#storage.set(this.#key, session);
  }

  forget() {
    this.#storage.remove(this.#key);
  }
}
