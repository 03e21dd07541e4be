import { arrange, label, part, setText } from "../lib/dom.js";
import { words } from "../lib/words.js";
import { roomLists } from "../state/selectors.js";
import { paintAvatar } from "./avatar.js";
import { openJoinCode, openNewRoom } from "./forms.js";
import { openAccount, openSearch } from "./later.js";
import { bindBell } from "./notifier.js";
import { RoomItem } from "./room-item.js";
import { openSettings } from "./settings.js";
import { openSwitcher } from "./switcher.js";
import { bindThemeToggle } from "./theme.js";

/** One's rooms, conversations and the rooms open to join; below, oneself. */
export class Sidebar {
  #app;
  #refs = part("sidebar");
  #items = new Map();
  #shown = null;

  constructor(app, drawers) {
    this.#app = app;
    const { find, search, newRoom, joinCode, rename, bell, theme, settings, more } = this.#refs;
    const from = (open) => () => {
      drawers.close();
      open(app);
    };
    find.addEventListener("click", from(openSearch));
    search.addEventListener("click", from(openSwitcher));
    newRoom.addEventListener("click", from(openNewRoom));
    joinCode.addEventListener("click", from(openJoinCode));
    rename.addEventListener("click", from(openAccount));
    settings.addEventListener("click", from(openSettings));
    more.addEventListener("click", () => this.#loadMore());
    this.#refs.root.addEventListener("click", (event) => this.#clicked(event, drawers));
    bindBell(bell, app);
    bindThemeToggle(theme, app.storage);
  }

  get root() {
    return this.#refs.root;
  }

  render(state) {
    const { rooms, self, current, morePublic } = state;
    const shown = this.#shown;
    if (shown?.rooms === rooms && shown.self === self && shown.current === current) return;
    this.#shown = { rooms, self, current };
    const { own, direct, open } = roomLists(state);
    this.#fill(this.#refs.own, own, current);
    this.#fill(this.#refs.direct, direct, current);
    this.#fill(this.#refs.open, open, current);
    this.#refs.noDirect.hidden = direct.length > 0;
    this.#refs.openSection.hidden = open.length === 0;
    this.#refs.more.hidden = !morePublic;
    for (const id of this.#items.keys()) if (!rooms.has(id)) this.#items.delete(id);
    setText(this.#refs.server, this.#app.server.foreign ? this.#app.server.name : words.app);
    this.#refs.self.hidden = self === null;
    if (self === null) return;
    setText(this.#refs.name, self.name);
    label(this.#refs.rename, words.accountOf(self.name));
    this.#refs.rename.title = words.account;
    paintAvatar(this.#refs.avatar, self);
  }

  #fill(list, rooms, current) {
    const nodes = rooms.map((room) => {
      const id = room.info.id;
      if (!this.#items.has(id)) this.#items.set(id, new RoomItem(id));
      const item = this.#items.get(id);
      item.render(room, id === current);
      return item.root;
    });
    arrange(list, nodes);
  }

  #clicked(event, drawers) {
    const link = event.target.closest("[data-room]");
    if (link === null || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    drawers.close();
    this.#app.goTo(link.dataset.room);
  }

  #loadMore() {
    const { open, own } = roomLists(this.#app.store.state);
    const ids = [...own, ...open]
      .filter(({ info }) => info.kind === "public")
      .map(({ info }) => info.id);
    this.#app.attempt(this.#app.commands.moreRooms(ids.sort().at(-1)));
  }
}
