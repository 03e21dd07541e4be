/**
 * Whether the user sees the end of the current room: the page is visible, its window has the focus,
 * and the list is scrolled to its end.
 */
export class Visibility {
  #store;
  #isAtEnd = false;

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

  #update() {
    const { isEndVisible: before, rooms, current } = this.#store.state;
    const room = rooms.get(current);
    // Before it is joined, its end is not here to be looked at.
    const isEnd = this.#isAtEnd && room?.joined === true;
    const isEndVisible = isEnd && document.visibilityState === "visible" && document.hasFocus();
    const unread = room?.info.unread ?? 0;
    if (isEndVisible !== before || (isEndVisible && unread > 0))
      this.#store.dispatch({ type: "end_visible", isEndVisible });
  }
}
