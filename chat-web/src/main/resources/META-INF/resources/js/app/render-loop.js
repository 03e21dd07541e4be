/** Draws views at most once per frame, and only after something changed. */
export class RenderLoop {
  #store;
  #views = [];
  #asked = false;

  constructor(store) {
    this.#store = store;
    store.subscribe(() => this.draw());
  }

  show(views) {
    this.#views = views;
    this.draw();
  }

  draw() {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => {
      this.#asked = false;
      for (const view of this.#views) view.render(this.#store.state);
    });
  }
}
