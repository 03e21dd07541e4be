import { part } from "../../lib/dom.js";
import { openJoinCode, openNewRoom } from "./room-dialogs.js";

/** What stands where the messages would, when no room is open: the ways to one. */
export class EmptyState {
  #refs = part("no-room");

  constructor(app, drawers) {
    const { list, create, code } = this.#refs;
    list.addEventListener("click", () => drawers.open("rooms"));
    create.addEventListener("click", () => openNewRoom(app));
    code.addEventListener("click", () => openJoinCode(app));
  }

  get root() {
    return this.#refs.root;
  }

  render({ current, link }) {
    this.root.hidden = current !== null || link.state !== "open";
  }
}
