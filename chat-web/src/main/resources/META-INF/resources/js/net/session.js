import { cookiesAreEnabled } from "../lib/cookies.js";
import { Refusal, SUBPROTOCOL } from "./protocol.js";
import { ask } from "./rest.js";

/** How many sockets in a row may show no cookie, and how many answers in a row may miss it. */
const MOST_DOUBTS = 5;
const MOST_DENIALS = 2;
/** A browser whose network has just come back may show no cookie for so long. */
const SHOWS_WITHIN_MS = 4_000;

/**
 * The session with the page's own server: an HttpOnly cookie that no script can read. All that is
 * kept here is that there should be one. Where the browser keeps no cookies the page holds the
 * secret instead, in memory, for as long as it is open.
 */
export class CookieSession {
  #storage;
  #url;
  #listUrl;
  #now;
  #secret = null;
  #hasCookies = cookiesAreEnabled();
  #doubts = 0;
  #denials = 0;
  #doubtedSince = null;
  /** Whether the browser has shown the cookie before. */
  #wasShown;

  /** `url` makes sessions, `listUrl` lists those of the user; `now` tells milliseconds. */
  constructor({ storage, url, listUrl, now = () => performance.now() }) {
    this.#storage = storage;
    this.#url = url;
    this.#listUrl = listUrl;
    this.#now = now;
    this.#wasShown = this.known;
  }

  get known() {
    return this.#storage.get("session") === "cookie";
  }

  protocols() {
    return protocolsFor(this.#secret);
  }

  /** What a request shows to be recognised by: the browser adds the cookie, if it has one. */
  headers() {
    return this.#secret === null ? {} : bearer(this.#secret);
  }

  async begin() {
    this.adopt(await this.#post({}));
  }

  /**
   * The server makes a guest of a socket that shows no cookie. Chromium opens one in a while, when a
   * network comes back, though it has the cookie: whether it is gone is asked before the guest's
   * takes its place, and asked again of later sockets for some seconds, as requests can miss it
   * too. A browser that never shows it has to be a guest, at once if it never did.
   */
  async isLost() {
    if (!this.known) return true;
    this.#doubtedSince ??= this.#now();
    const isLate = this.#now() - this.#doubtedSince >= SHOWS_WITHIN_MS;
    if (isLate && this.#doubts >= MOST_DOUBTS) return true;
    this.#doubts++;
    const isShown = await this.#showsCookie();
    this.#denials = isShown ? 0 : this.#denials + 1;
    return this.#wasShown ? isLate && this.#denials >= MOST_DENIALS : this.#denials > 0;
  }

  /**
   * The server made a guest because the cookie was gone: trade the secret for a new cookie. Until
   * the browser is seen to send that one, the page shows the secret itself.
   */
  async keep({ session }) {
    this.#doubts = this.#denials = 0;
    this.#doubtedSince = null;
    if (session !== undefined) this.#secret = session;
    const secret = this.#secret;
    if (secret === null) {
      this.#wasShown = true;
      return;
    }
    this.adopt({});
    if (!this.#hasCookies) return;
    try {
      await this.#post({ session: secret });
    } catch (error) {
      if (isEnded(error) && this.#secret === secret) this.#secret = null;
      return;
    }
    this.#hasCookies = await this.#showsCookie();
    if (this.#hasCookies && this.#secret === secret) this.#secret = null;
  }

  async #showsCookie() {
    try {
      await ask(this.#listUrl);
      return true;
    } catch (error) {
      // What is no 401 says nothing about cookies.
      return !isEnded(error);
    }
  }

  /** An answer brought the session, and the browser has taken the cookie in, if it takes any. */
  adopt(answer) {
    if (!this.#hasCookies && answer?.session !== undefined) this.#secret = answer.session;
    this.#storage.set("session", "cookie");
  }

  forget() {
    this.#secret = null;
    this.#wasShown = false;
    this.#storage.remove("session");
  }

  async #post(body) {
    try {
      return await ask(this.#url, { method: "POST", body });
    } catch (error) {
      // A server that serves no sessions over HTTP still makes guests on the socket.
      const servesNone = error instanceof Refusal && (error.status === 404 || error.status === 405);
      if (!servesNone) throw error;
      return null;
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
    return protocolsFor(this.#storage.get(this.#key));
  }

  headers() {
    const token = this.#storage.get(this.#key);
    return token === null ? {} : bearer(token);
  }

  /**
   * Nothing to do: without a session the server makes a guest and `welcome` hands the secret over.
   */
  async begin() {}

  /** What the page holds it shows to every socket. */
  async isLost() {
    return true;
  }

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

function bearer(token) {
  return { Authorization: `Bearer ${token}` };
}

function isEnded(error) {
  return error instanceof Refusal && error.status === 401;
}

function protocolsFor(secret) {
  return secret === null ? [SUBPROTOCOL] : [SUBPROTOCOL, `session.${secret}`];
}
