import { words } from "../i18n/words.js";
import { label, part } from "../lib/dom.js";

let fields = 0;

/**
 * A password with a button that shows it: {root, input}. `name` is the field of the request, beside
 * which its refusals stand; `autocomplete` is what password managers go by.
 */
export function passwordField({ text, name, autocomplete, hint = null, test }) {
  const refs = part("password-field");
  const { root, input, show } = refs;
  const id = `password-${++fields}`;
  root.dataset.field = name;
  refs.label.textContent = text;
  refs.label.htmlFor = input.id = id;
  input.name = name;
  input.autocomplete = autocomplete;
  input.dataset.test = test;
  refs.hint.hidden = hint === null;
  refs.hint.textContent = hint ?? "";
  refs.hint.id = `${id}-hint`;
  if (hint !== null) input.setAttribute("aria-describedby", refs.hint.id);
  show.addEventListener("click", () => {
    const isShown = input.type === "text";
    input.type = isShown ? "password" : "text";
    show.setAttribute("aria-pressed", String(!isShown));
  });
  label(show, words.showPassword, true);
  return { root, input };
}
