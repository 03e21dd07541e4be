import { number } from "../../i18n/grammar.js";
import { words } from "../../i18n/words.js";
import { make, part, setText } from "../../lib/dom.js";
import { paintAvatar } from "../../ui/avatar.js";
import { RovingFocus } from "../../ui/roving-focus.js";
import { VirtualList } from "../../ui/virtual-list.js";
import { currentRoom, knowsCount } from "../rooms/selectors.js";
import { compareNames, showsGuests } from "./selectors.js";

/** As many present as may be before the server tells of their number alone. */
const CROWD = 100;

/** The members of the room; a click on one opens the conversation with them. */
export class MemberList {
  #app;
  #refs = part("people");
  #items = new Map();
  #shown = {};
  #window;
  #isLoading = false;
  #roving;

  constructor(app, drawers) {
    this.#app = app;
    const { root, list, close, more } = this.#refs;
    this.#roving = new RovingFocus(list, "button.member-row");
    this.#window = new VirtualList(root, list, {
      nodeFor: (user) => this.#item(user, user.id === this.#shown.self?.id),
      atEnd: () => !more.hidden && this.#loadMore(),
      drawn: () => this.#roving.settle(),
    });
    close.addEventListener("click", () => drawers.dismiss());
    more.addEventListener("click", () => this.#loadMore());
    list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-goes]");
      if (button === null) return;
      drawers.close();
      app.attempt(app.commands.talkTo(button.dataset.goes));
    });
  }

  get root() {
    return this.#refs.root;
  }

  render(state) {
    const room = currentRoom(state);
    const { members = [], membersKnown = false, membersMore = false } = room ?? {};
    const isCounted = room !== null && knowsCount(state, room);
    setText(this.#refs.count, isCounted ? number(room.info.user_count) : "");
    // Above a crowd single joins are not told: the count alone knows of who is missing.
    const isCrowd = room !== null && membersKnown && room.info.user_count > CROWD;
    const isShort = isCrowd && room.info.user_count > members.length;
    this.#refs.more.hidden = !(membersMore || isShort);
    const guests = showsGuests(state);
    const shown = this.#shown;
    if (shown.members === members && shown.self === state.self && shown.guests === guests) return;
    if (shown.guests !== guests) this.#items.clear();
    this.#shown = { members, self: state.self, guests };
    const selfId = state.self?.id;
    const sorted = [...members].sort(
      (a, b) => (b.id === selfId) - (a.id === selfId) || compareNames(a, b),
    );
    this.#window.show(sorted);
    // Before the server has listed the members, there may be some.
    this.#refs.alone.hidden = sorted.length === 0 || sorted.some(({ id }) => id !== selfId);
    const ids = new Set(sorted.map(({ id }) => id));
    for (const id of this.#items.keys()) if (!ids.has(id)) this.#items.delete(id);
  }

  #item(user, isSelf) {
    const known = this.#items.get(user.id);
    if (known?.user === user && known.isSelf === isSelf) return known.root;
    const root = make("li", "member");
    root.dataset.test = "member";
    root.dataset.user = user.id;
    const row = make(isSelf ? "span" : "button", "member-row");
    const avatar = make("span");
    avatar.setAttribute("aria-hidden", "true");
    paintAvatar(avatar, user);
    row.append(avatar, make("bdi", "member-name", user.name));
    const isShown = !isSelf && (this.#shown.guests || user.kind !== "guest");
    const kind = isShown ? words.kinds[user.kind] : undefined;
    if (kind !== undefined) {
      const tag = make("span", "tag", kind);
      tag.dataset.test = "member-kind";
      row.append(tag);
    }
    if (isSelf) row.append(make("span", "tag", words.you));
    else {
      row.dataset.test = "direct";
      row.dataset.goes = user.id;
      row.tabIndex = -1;
      row.title = words.talkTo(user.name);
    }
    root.append(row);
    this.#items.set(user.id, { user, isSelf, root });
    return root;
  }

  /** Pages go by ascending id, from where the list has no gap; with none, from its beginning. */
  async #loadMore() {
    const { info, membersEnd } = currentRoom(this.#app.store.state);
    if (this.#isLoading) return;
    this.#isLoading = true;
    await this.#app.attempt(this.#app.commands.members(info.id, membersEnd || undefined));
    this.#isLoading = false;
  }
}
