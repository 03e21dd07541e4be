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
    this.#input = place.querySelector("input, textarea");
    this.#input?.setAttribute("aria-invalid", "true");
    this.#input?.setAttribute("aria-errormessage", this.#line.id);
    if (this.#input !== null) describe(this.#input, this.#line.id, true);
    this.#input?.focus();
  }

  clear() {
    this.#line.hidden = true;
    this.#line.textContent = "";
    this.#input?.removeAttribute("aria-invalid");
    this.#input?.removeAttribute("aria-errormessage");
    if (this.#input !== null) describe(this.#input, this.#line.id, false);
    this.#input = null;
  }
}

/** Not every screen reader reads aria-errormessage; all read descriptions. The hint comes after. */
function describe(input, id, isDescribed) {
  const others = (input.getAttribute("aria-describedby") ?? "").split(" ").filter((each) => each !== id);
  const ids = [...(isDescribed ? [id] : []), ...others].filter(Boolean);
  if (ids.length > 0) input.setAttribute("aria-describedby", ids.join(" "));
  else input.removeAttribute("aria-describedby");
}
