import { MemberList } from "../features/members/member-list.js";
import { RoomView } from "../features/rooms/room.js";
import { Sidebar } from "../features/rooms/sidebar.js";
import { part } from "../lib/dom.js";
import { Drawers } from "./drawers.js";
import { SidePanel } from "./side-panel.js";

/**
 * The chat itself: rooms on the left, the room, the people on the right; on a phone the sides are
 * drawers. A thread takes the place of the people, or lies over the room.
 */
export class Layout {
  #refs = part("layout");
  #sidebar;
  #people;

  constructor(app) {
    const { rooms, room, people, scrim, skip } = this.#refs;
    this.drawers = new Drawers({ rooms, room, people, scrim });
    this.#sidebar = new Sidebar(app, this.drawers);
    this.room = new RoomView(app, this.drawers);
    this.#people = new MemberList(app, this.drawers);
    skip.addEventListener("click", (event) => {
      event.preventDefault(); // the address stays
      if (this.panel.isOverRoom) this.panel.takeFocus();
      else this.room.composer.take();
    });
    rooms.append(this.#sidebar.root);
    room.append(this.room.root);
    people.append(this.#people.root);
    this.panel = new SidePanel({
      layout: this.root,
      room: this.room,
      visibility: app.visibility,
    });
  }

  get root() {
    return this.#refs.root;
  }

  render(state) {
    const kind = state.rooms.get(state.current)?.info.kind ?? "none";
    if (this.root.dataset.kind !== kind) this.root.dataset.kind = kind;
    this.root.classList.toggle("is-cut-off", state.link.state !== "open");
    this.#sidebar.render(state);
    this.room.render(state);
    this.panel.render(state);
    this.#people.render(state);
  }
}
