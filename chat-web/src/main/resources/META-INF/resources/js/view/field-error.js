import { make } from "../lib/dom.js";

/** One error line of a form that stands beside the field it is about; what was typed stays. */
export class FieldError {
  #root;
  #line;
  #input = null;

  constructor(root, test) {
    this.#root = root;
    this.#line = make("p", "field-error");
    this.#line.id = test;
    this.#line.dataset.test = test;
    this.#line.setAttribute("role", "alert");
    this.#line.hidden = true;
    root.append(this.#line);
  }

  show(field, message) {
    this.clear();
    const place =
      this.#root.querySelector(`[data-field="${field}"]`) ??
      this.#root.querySelector("[data-field]");
    place.append(this.#line);
    this.#line.textContent = message;
    this.#line.hidden = false;
    this.#input = place.querySelector("input");
    this.#input?.setAttribute("aria-invalid", "true");
    this.#input?.setAttribute("aria-errormessage", this.#line.id);
    this.#input?.focus();
  }

  clear() {
    this.#line.hidden = true;
    this.#line.textContent = "";
    this.#input?.removeAttribute("aria-invalid");
    this.#input?.removeAttribute("aria-errormessage");
    this.#input = null;
  }
}
