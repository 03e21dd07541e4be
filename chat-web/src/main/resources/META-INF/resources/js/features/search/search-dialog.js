import { words } from "../../i18n/words.js";
import { make, part, setText } from "../../lib/dom.js";
import { onKey } from "../../lib/keys.js";
import { openDialog } from "../../ui/dialog.js";
import { errorMessage } from "../../ui/error-messages.js";
import { showsGuests } from "../members/selectors.js";
import { paintRoomIcon } from "../rooms/room-icon.js";
import { currentRoom, roomName } from "../rooms/selectors.js";
import { Search } from "./search.js";
import { resultOption } from "./search-result.js";

const PAUSE_MS = 250;
const LONGEST = 256;

/** What was found last, of each chat. */
const searches = new WeakMap();

/**
 * Ctrl+Shift+F: what was said, by its words. It opens as it was left, so that one goes from one
 * message found to the next.
 */
export function openSearch(app) {
  if (!searches.has(app)) searches.set(app, new Search(app));
  new SearchDialog(app, searches.get(app));
}

class SearchDialog {
  #app;
  #search;
  #refs = part("search");
  #dialog;
  #room;
  /** The messages of the options, which stay while the next search is on its way. */
  #shown = [];
  #chosen = 0;
  #timer = null;
  /** What was looked up of rooms that the page does not hold, by id. */
  #looked = new Map();

  constructor(app, search) {
    this.#app = app;
    this.#search = search;
    const { root, query, scopes, here, hereName, list, more } = this.#refs;
    this.#room = currentRoom(app.store.state);
    scopes.hidden = this.#room === null;
    if (this.#room !== null) setText(hereName, words.searchHere(roomName(this.#room)));
    query.value = this.#search.query;
    here.checked = this.#search.room !== null && this.#search.room === this.#room?.info.id;
    query.addEventListener("input", () => this.#soon());
    onKey(query, (event) => this.#pressed(event));
    scopes.addEventListener("change", () => this.#find());
    root.addEventListener("submit", (event) => event.preventDefault());
    list.addEventListener("click", (event) => this.#clicked(event));
    more.addEventListener("click", () => this.#more());
    this.#dialog = openDialog(words.searchMessages, root);
    this.#dialog.classList.add("is-search");
    this.#dialog.addEventListener("close", () => clearTimeout(this.#timer));
    query.select();
    const isSame = this.#search.isDone && this.#scope === this.#search.room;
    if (isSame) this.#show();
    else if (this.#wanted !== "") this.#find();
    else this.#clear(words.searchLead);
  }

  /** A space at the end says that the last word is complete. */
  get #wanted() {
    return this.#refs.query.value.trimStart().replace(/\s+$/, " ");
  }

  get #scope() {
    return this.#refs.here.checked ? this.#room.info.id : null;
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#find(), PAUSE_MS);
  }

  /** A question that is too long, or none, is answered here. */
  async #find() {
    clearTimeout(this.#timer);
    const query = this.#wanted;
    if (query === "" || [...query].length > LONGEST) {
      this.#search.forget();
      this.#clear(query === "" ? words.searchLead : words.searchTooLong);
      return;
    }
    this.#say(words.searching);
    await this.#ask(() => this.#search.find(query, this.#scope));
  }

  async #more() {
    const before = this.#search.hits.length;
    await this.#ask(() => this.#search.more());
    if (this.#search.hits.length > before) this.#choose(before);
    this.#refs.query.focus();
  }

  async #ask(asking) {
    this.#refs.results.setAttribute("aria-busy", "true");
    try {
      if (await asking()) this.#show();
    } catch (error) {
      const reason = errorMessage(error);
      if (this.#search.hits.length === 0) this.#clear(reason);
      else this.#say(reason);
      this.#offerAgain();
    } finally {
      this.#refs.results.removeAttribute("aria-busy");
    }
  }

  #offerAgain() {
    const again = make("button", "small-button", words.searchAgain);
    again.type = "button";
    again.dataset.test = "search-again";
    again.addEventListener("click", () =>
      this.#search.hits.length === 0 ? this.#find() : this.#more(),
    );
    this.#refs.said.append(" ", again);
  }

  #say(text) {
    this.#refs.said.replaceChildren(text);
  }

  #clear(said) {
    this.#say(said);
    this.#shown = [];
    this.#refs.list.replaceChildren();
    this.#open(false);
  }

  #open(isOpen) {
    const { query, list, more, icon } = this.#refs;
    list.hidden = !isOpen;
    icon.hidden = isOpen;
    query.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) query.removeAttribute("aria-activedescendant");
    more.hidden = !isOpen || !this.#search.hasMore;
  }

  #show() {
    const { hits, query, hasMore } = this.#search;
    if (hits.length === 0) {
      this.#clear(words.nothingSaid(query.trim()));
      return;
    }
    this.#say(words.foundCount(hits.length, hasMore));
    // What stays the same stays in place, so that a click which began on it ends on it.
    if (JSON.stringify(hits) !== JSON.stringify(this.#shown)) {
      this.#refs.list.replaceChildren(...this.#groups(hits));
      this.#shown = hits;
    }
    this.#open(true);
    this.#choose(0);
  }

  /** Neighbours of one room stand under its name; the order stays that of time. */
  #groups(hits) {
    const groups = [];
    const isRegistered = ({ user }) => user.kind === "registered";
    const guests = showsGuests(this.#app.store.state) || hits.some(isRegistered);
    let room = null;
    hits.forEach((hit, index) => {
      if (hit.room !== room) {
        room = hit.room;
        groups.push(this.#group(room, groups.length));
      }
      groups.at(-1).append(resultOption(hit, index, guests));
    });
    return groups;
  }

  #group(id, index) {
    const room = this.#app.store.state.rooms.get(id);
    const group = make("div", "hit-group");
    const head = make("div", "hit-room");
    head.id = `hit-room-${index}`;
    head.setAttribute("role", "presentation");
    const icon = make("span", "room-icon");
    icon.setAttribute("aria-hidden", "true");
    paintRoomIcon(icon, room ?? { info: { kind: "public" } });
    const name = make("bdi", "", room === undefined ? words.otherRoom : roomName(room));
    head.append(icon, name);
    if (room === undefined) this.#nameRoom(id, name);
    group.setAttribute("role", "group");
    group.setAttribute("aria-labelledby", head.id);
    group.append(head);
    return group;
  }

  /** A room that the page does not hold is looked up. */
  async #nameRoom(id, node) {
    this.#looked.set(id, this.#looked.get(id) ?? this.#app.commands.lookUpRoom(id));
    const info = await this.#looked.get(id).catch(() => null);
    node.textContent = info?.name ?? words.otherRoom;
  }

  #options() {
    return this.#refs.list.querySelectorAll("[role=option]");
  }

  #choose(index) {
    const options = this.#options();
    this.#chosen = Math.max(0, Math.min(index, options.length - 1));
    options.forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === this.#chosen));
    });
    const option = options[this.#chosen];
    this.#refs.query.setAttribute("aria-activedescendant", option?.id ?? "");
    option?.scrollIntoView({ block: "nearest" });
    if (this.#chosen === 0) this.#refs.results.scrollTop = 0;
  }

  #pressed(event) {
    const { length } = this.#options();
    if (event.key === "Enter") {
      event.preventDefault();
      // What is still being typed is asked for; what is shown is gone to.
      const isShown = this.#search.isDone && this.#search.query === this.#wanted;
      if (isShown && length > 0) this.#go(this.#chosen);
      else this.#find();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || length === 0) return;
    event.preventDefault();
    if (this.#chosen + step >= length && this.#search.hasMore) this.#more();
    else this.#choose(this.#chosen + step);
  }

  #clicked(event) {
    const option = event.target.closest("[role=option]");
    if (option !== null) this.#go(Number(option.dataset.index));
  }

  #go(index) {
    const { room, seq } = this.#shown[index];
    this.#dialog.close();
    this.#app.attempt(this.#app.jump(room, seq));
  }
}
