import { Refusal } from "../../net/protocol.js";
import { ask, Unreachable } from "../../net/rest.js";
import { lastNameKey, registrationMode, sessionChannel } from "./registration.js";

/**
 * Who one is to the server: registering, signing in and out, and what belongs to an account.
 * Whenever that changes the tabs of this browser follow: a "moved" event tells that another one has
 * signed in, an "identity" event that the server took this page for another user without that
 * (`identityChange`). Knows no DOM.
 */
export class Account extends EventTarget {
  #server;
  #base;
  #session;
  #connection;
  #store;
  #storage;
  #channel;
  #moving = 0;
  #expectsAnother = false;

  /** {before, now}: the user that this page was, and is since, without having asked; else null. */
  identityChange = null;
  #roleOf = null;

  constructor({
    server,
    connection,
    store,
    storage,
    channel = sessionChannel(server.apiUrl),
  }) {
    super();
    this.#server = server;
    this.#base = server.apiUrl;
    this.#session = server.session;
    this.#connection = connection;
    this.#store = store;
    this.#storage = storage;
    this.#channel = channel;
    channel.onmessage = () => this.followOtherTab();
    connection.addEventListener("frame", ({ frame }) => {
      if (frame.type === "welcome" || frame.type === "username_set") this.#remember(frame.user);
      if (frame.type === "welcome") this.#expectsAnother = false;
      if (frame.type === "welcome") this.#learnRole(frame.user);
    });
    store.subscribe(({ self }, { self: before }) => this.#compare(before, self));
  }

  /** The name of the user who was signed in here last and did not sign out, or null. */
  get lastName() {
    return this.#storage.get(lastNameKey(this.#base));
  }

  /** The cookie may be gone while what else the page kept is not: the server makes a new guest. */
  #compare(before, now) {
    if (before === now || before === null || now === null || before.id === now.id) return;
    if (this.#expectsAnother) return;
    this.identityChange = { before: this.identityChange?.before ?? before, now };
    this.dispatchEvent(new Event("identity"));
  }

  #remember({ kind, name }) {
    if (kind === "registered") this.#storage.set(lastNameKey(this.#base), name);
    else this.#storage.remove(lastNameKey(this.#base));
  }

  /** Admins see what only they may do. Without an answer a user is taken for no admin. */
  async #learnRole({ id, kind }) {
    const isSame = this.#roleOf === id;
    this.#roleOf = id;
    if (!isSame && this.#store.state.role !== null) this.#store.dispatch({ type: "role", role: null });
    if (kind !== "registered") return;
    try {
      const { role } = await this.own();
      if (this.#roleOf === id) this.#store.dispatch({ type: "role", role });
    } catch (failure) {
      if (!(failure instanceof Refusal || failure instanceof Unreachable)) throw failure;
    }
  }

  /** While we change sessions ourselves, that the former one ended is no news. */
  get isMoving() {
    return this.#moving > 0;
  }

  /** "open", "invite" or "closed". */
  registration() {
    return registrationMode(this.#server);
  }

  /** A guest stays the same user; without a session a new user is made. */
  register(registration) {
    return this.#move(async () => {
      const answer = await this.#ask("POST", "accounts", registration);
      this.#session.adopt(answer);
      // The connection stays; others are told, we know it from here.
      if (this.#store.state.self?.id === answer.user.id)
        this.#tell({ type: "user_changed", user: answer.user });
      this.#remember(answer.user);
      return answer.user;
    });
  }

  /** Ends the session that was, a guest's say; the connection is opened anew. */
  signIn({ username, password }) {
    return this.#move(async () => {
      const answer = await this.#ask("POST", "session", { username, password });
      this.#session.adopt(answer);
      this.#becomesAnother();
      this.#connection.close();
      this.#connection.open();
      return answer.user;
    });
  }

  signOut() {
    return this.#leave(() => this.#ask("DELETE", "session"));
  }

  /** What was said stays, under its name. */
  delete(password) {
    return this.#leave(() => this.#ask("DELETE", "account", { password }));
  }

  /** All other sessions end with the former password. */
  async changePassword(password, new_password) {
    const answer = await this.#ask("PATCH", "account", { password, new_password });
    this.#session.adopt(answer);
  }

  /** {user, role, created} */
  own() {
    return this.#ask("GET", "account");
  }

  async becomeAdmin(admin_token) {
    const account = await this.#ask("PATCH", "account", { admin_token });
    this.#store.dispatch({ type: "role", role: account.role });
    return account;
  }

  /** Removes a room for all its members; for admins. */
  removeRoom(id) {
    return this.#ask("DELETE", `admin/rooms/${encodeURIComponent(id)}`);
  }

  async sessions() {
    return (await this.#ask("GET", "sessions")).sessions;
  }

  endSession(id) {
    return this.#ask("DELETE", `sessions/${encodeURIComponent(id)}`);
  }

  async bots() {
    return (await this.#ask("GET", "bots")).bots;
  }

  /** {user, token}; the token is told this once. */
  addBot(username, scopes) {
    return this.#ask("POST", "bots", { username, scopes });
  }

  renewBot(id) {
    return this.#ask("POST", `bots/${encodeURIComponent(id)}/token`);
  }

  removeBot(id) {
    return this.#ask("DELETE", `bots/${encodeURIComponent(id)}`);
  }

  async invitations() {
    return (await this.#ask("GET", "invitations")).invitations;
  }

  /** {invitation, id, uses, created, expires}; the invitation is told this once. */
  invite({ uses, days }) {
    return this.#ask("POST", "invitations", { uses, days });
  }

  revokeInvitation(id) {
    return this.#ask("DELETE", `invitations/${encodeURIComponent(id)}`);
  }

  async #move(change) {
    this.#moving++;
    try {
      const result = await change();
      this.#channel.postMessage("in");
      return result;
    } finally {
      this.#moved();
    }
  }

  async #leave(end) {
    this.#moving++;
    try {
      await end().catch((refusal) => {
        // Without a session the user has left already.
        if (!(refusal instanceof Refusal) || refusal.status !== 401) throw refusal;
      });
      this.#session.forget();
      this.#storage.remove(lastNameKey(this.#base));
      this.#connection.close();
    } finally {
      this.#moved();
    }
  }

  /** The session went and the answer with it: trying tells what is left. */
  #moved() {
    this.#moving--;
    if (this.#moving === 0 && this.#connection.link.state === "ended") this.#connection.open();
  }

  /** This tab goes on as the user who has signed in in another one. */
  followOtherTab() {
    this.#session.adopt({});
    this.#becomesAnother();
    this.#connection.close();
    this.dispatchEvent(new Event("moved"));
  }

  #becomesAnother() {
    this.#expectsAnother = true;
    this.identityChange = null;
  }

  #tell(frame) {
    this.#store.dispatch({ type: "received", frame, request: null, at: Date.now() });
  }

  #ask(method, path, body) {
    const headers = this.#session.headers();
    return ask(new URL(path, this.#base), { method, body, headers });
  }
}
