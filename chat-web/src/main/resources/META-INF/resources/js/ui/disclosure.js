import { part } from "../lib/dom.js";

/** A part of a dialog that opens when it is asked for: {root, body}. */
export function disclosure({ name, about = "", test, isDanger = false }, ...content) {
  const refs = part("disclosure");
  refs.name.textContent = name;
  refs.about.textContent = about;
  refs.about.hidden = about === "";
  refs.summary.dataset.test = test;
  refs.root.classList.toggle("is-danger", isDanger);
  refs.body.append(...content);
  return { root: refs.root, body: refs.body };
}
