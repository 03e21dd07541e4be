import { words } from "../../i18n/words.js";
import { arrange, label, part, scrollWithin, setText } from "../../lib/dom.js";
import { paintAvatar } from "../../ui/avatar.js";
import { RovingFocus } from "../../ui/roving-focus.js";
import { bindThemeToggle } from "../../ui/theme.js";
import { bindNotificationToggle } from "../notifications/notification-toggle.js";
import { attention } from "./model.js";
import { RoomItem } from "./room-item.js";
import { roomSections } from "./selectors.js";
import { SidebarViews } from "./sidebar-views.js";

/** One's rooms, conversations and the rooms open to join; below, oneself. */
export class Sidebar {
  #app;
  #refs = part("sidebar");
  #items = new Map();
  #raised = new Set();
  #wasRaised = new Set();
  #roving;
  #views;
  #shown = null;

  constructor(app, drawers) {
    this.#app = app;
    const { find, search, newRoom, writeTo, joinCode, rename, settings, more } = this.#refs;
    const { notifications, theme, list, unseen } = this.#refs;
    const { openAccount, openJoinCode, openNewRoom, openPreferences, openSearch, openSwitcher } =
      app.dialogs;
    this.#roving = new RovingFocus(list, "a.room-item");
    this.#views = new SidebarViews(app, () => drawers.dismiss());
    search.after(this.#views.root);
    const from = (open) => () => {
      drawers.dismiss();
      open();
    };
    find.addEventListener("click", from(() => openSearch()));
    search.addEventListener("click", from(() => openSwitcher()));
    writeTo.addEventListener("click", from(() => openSwitcher()));
    newRoom.addEventListener("click", from(() => openNewRoom()));
    joinCode.addEventListener("click", from(() => openJoinCode()));
    rename.addEventListener("click", from(() => openAccount()));
    settings.addEventListener("click", from(() => openPreferences()));
    more.addEventListener("click", () => this.#loadMore());
    this.#refs.root.addEventListener("click", (event) => this.#clicked(event, drawers));
    list.addEventListener("scroll", () => this.#showUnseen(), { passive: true });
    unseen.addEventListener("click", () => this.#toUnseen());
    bindNotificationToggle(notifications, app);
    bindThemeToggle(theme, app.storage);
  }

  get root() {
    return this.#refs.root;
  }

  render(state) {
    this.#views.render(state);
    const { rooms, self, current, morePublic } = state;
    const shown = this.#shown;
    if (shown?.rooms === rooms && shown.self === self && shown.current === current) return;
    this.#shown = { rooms, self, current };
    const before = shown?.current;
    this.#holdRaised(state);
    const { raised, own, direct, open, isLong } = roomSections(state, this.#raised);
    this.#wasRaised = new Set(raised.map(({ info }) => info.id));
    this.#fill(this.#refs.raised, raised, current);
    this.#fill(this.#refs.own, own, current);
    this.#fill(this.#refs.direct, direct, current);
    this.#fill(this.#refs.open, open, current);
    const { list, unreadSection, ownSection, directSection } = this.#refs;
    unreadSection.hidden = raised.length === 0;
    const isFirst = directSection.nextElementSibling === ownSection;
    if (isLong && !isFirst) ownSection.before(directSection);
    else if (!isLong && isFirst) ownSection.after(directSection);
    this.#refs.noDirect.hidden = direct.length > 0 || isLong;
    const link = this.#items.get(current)?.link;
    this.#roving.settle(before === current ? null : link);
    if (before !== current && link?.isConnected) scrollWithin(list, link);
    this.#showUnseen();
    this.#refs.openSection.hidden = open.length === 0;
    this.#refs.more.hidden = !morePublic;
    for (const id of this.#items.keys()) if (!rooms.has(id)) this.#items.delete(id);
    setText(this.#refs.server, this.#app.server.foreign ? this.#app.server.name : words.app);
    this.#refs.self.hidden = self === null;
    if (self === null) return;
    setText(this.#refs.name, self.name);
    label(this.#refs.rename, words.accountOf(self.name));
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

  /** What stands at the top because it was unread stays there until another room is opened. */
  #holdRaised({ rooms, current }) {
    const room = rooms.get(current);
    const wasRaised = this.#wasRaised.has(current) || (room !== undefined && attention(room) > 0);
    this.#raised = new Set(wasRaised && current !== null ? [current] : []);
  }

  /** That something unread stands out of sight: for the eye; the names of the rooms say it too. */
  #showUnseen() {
    const { list, unseen } = this.#refs;
    const { below, above } = this.#outOfSight();
    unseen.hidden = below === null && above === null;
    if (unseen.hidden) return;
    setText(unseen, below === null ? words.unreadAbove : words.unreadBelow);
    list.dataset.unseen = below === null ? "above" : "below";
  }

  #outOfSight() {
    const { list } = this.#refs;
    const items = [...list.querySelectorAll(".has-unread")];
    if (items.length === 0) return { below: null, above: null };
    const { top, bottom } = list.getBoundingClientRect();
    const below = items.find((item) => item.getBoundingClientRect().top > bottom - 8) ?? null;
    const above = items.find((item) => item.getBoundingClientRect().bottom < top + 8) ?? null;
    return { below, above };
  }

  #toUnseen() {
    const { below, above } = this.#outOfSight();
    const item = below ?? above;
    if (item !== null) scrollWithin(this.#refs.list, item);
  }

  #clicked(event, drawers) {
    const link = event.target.closest("[data-room]");
    if (link === null || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    drawers.close();
    this.#app.goTo(link.dataset.room);
  }

  #loadMore() {
    const { publicAfter } = this.#app.store.state;
    this.#app.attempt(this.#app.commands.moreRooms(publicAfter));
  }
}
