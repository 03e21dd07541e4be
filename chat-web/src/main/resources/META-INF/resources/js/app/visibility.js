/**
 * Whether somebody is looking at the end of the current room: page visible, window focused, end
 * reached.
 */
export class Attention {
  #store;
  #isAtEnd = false;

  constructor(store) {
    this.#store = store;
    for (const [target, type] of [
      [document, "visibilitychange"],
      [window, "focus"],
      [window, "blur"],
    ]) {
      target.addEventListener(type, () => this.#tell());
    }
  }

  setAtEnd(isAtEnd) {
    this.#isAtEnd = isAtEnd;
    this.#tell();
  }

  #tell() {
    const { attentive: before, rooms, current } = this.#store.state;
    const room = rooms.get(current);
    // Before it is joined, its end is not here to be looked at.
    const isEnd = this.#isAtEnd && room?.joined === true;
    const attentive = isEnd && document.visibilityState === "visible" && document.hasFocus();
    const unread = room?.info.unread ?? 0;
    if (attentive !== before || (attentive && unread > 0))
      this.#store.dispatch({ type: "attention", attentive });
  }
}
