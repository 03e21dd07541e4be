/**
 * Whether the user sees the end of the current room: the page is visible, its window has the focus,
 * and the list is scrolled to its end, with nothing over it.
 */
export class Visibility {
  #store;
  #isAtEnd = false;
  #isCovered = false;

  constructor(store) {
    this.#store = store;
    for (const [target, type] of [
      [document, "visibilitychange"],
      [window, "focus"],
      [window, "blur"],
    ]) {
      target.addEventListener(type, () => this.#update());
    }
  }

  setAtEnd(isAtEnd) {
    this.#isAtEnd = isAtEnd;
    this.#update();
  }

  /** Whether something lies over the room. */
  setCovered(isCovered) {
    this.#isCovered = isCovered;
    this.#update();
  }

  #update() {
    const { isEndVisible: before, rooms, current } = this.#store.state;
    const room = rooms.get(current);
    // Before it is joined, its end is not here to be looked at.
    const isEnd = this.#isAtEnd && !this.#isCovered && room?.joined === true;
    const isEndVisible = isEnd && document.visibilityState === "visible" && document.hasFocus();
    const unread = room?.info.unread ?? 0;
    if (isEndVisible !== before || (isEndVisible && unread > 0))
      this.#store.dispatch({ type: "end_visible", isEndVisible });
  }
}
