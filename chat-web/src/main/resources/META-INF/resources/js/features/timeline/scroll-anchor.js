const END_PX = 100;

/**
 * Holds the reader's place: at the end if that is where they are, else at the first message that
 * they can see.
 */
export class ScrollAnchor {
  #scroller;
  #anchors = [];

  constructor(scroller, content) {
    this.#scroller = scroller;
    this.isFollowing = true;
    // A keyboard that comes up or a window that shrinks must not take the end away.
    const observer = new ResizeObserver(() => this.isFollowing && this.toEnd());
    observer.observe(scroller);
    observer.observe(content);
  }

  get distanceToEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    return scrollHeight - scrollTop - clientHeight;
  }

  get isNearEnd() {
    return this.distanceToEnd <= END_PX;
  }

  toEnd() {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  /** Puts an element at a quarter of the height, with what led to it above. */
  toElement(element) {
    this.#scroller.scrollTop = element.offsetTop - this.#scroller.clientHeight / 4;
  }

  /** Runs what changes the heights of rows: this element stays where it is, and all of it in sight. */
  hold(element, change) {
    const { offsetTop } = element;
    change();
    if (!this.isFollowing) this.#scroller.scrollTop += element.offsetTop - offsetTop;
    element.scrollIntoView({ block: "nearest" });
  }

  remember(rows) {
    this.#anchors = [];
    if (this.isFollowing) return;
    const top = this.#scroller.scrollTop;
    const end = top + this.#scroller.clientHeight;
    for (const element of rows.children) {
      // Only messages stay where they are in the log; a loading row or a day may come and go, and
      // older replies come after the root of a thread.
      const { classList } = element;
      if (!classList.contains("message") || classList.contains("is-root")) continue;
      if (element.offsetTop + element.offsetHeight <= top) continue;
      // The first may be dropped from the log: then the next one that can be seen holds the place.
      this.#anchors.push({ element, offset: element.offsetTop - top });
      if (element.offsetTop > end) return;
    }
  }

  restore() {
    if (this.isFollowing) this.toEnd();
    else {
      const anchor = this.#anchors.find(({ element }) => element.isConnected);
      if (anchor === undefined) return;
      const wanted = anchor.element.offsetTop - anchor.offset;
      if (this.#scroller.scrollTop !== wanted) this.#scroller.scrollTop = wanted;
    }
  }
}
