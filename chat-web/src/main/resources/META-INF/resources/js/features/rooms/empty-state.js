import { part } from "../../lib/dom.js";

/** What stands where the messages would, when no room is open: the ways to one. */
export class EmptyState {
  #refs = part("no-room");

  constructor(app, drawers) {
    const { list, create, code } = this.#refs;
    list.addEventListener("click", () => drawers.open("rooms"));
    create.addEventListener("click", () => app.dialogs.openNewRoom());
    code.addEventListener("click", () => app.dialogs.openJoinCode());
  }

  get root() {
    return this.#refs.root;
  }

  render({ current, link }) {
    this.root.hidden = current !== null || link.state !== "open";
  }
}
