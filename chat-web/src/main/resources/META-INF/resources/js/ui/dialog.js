import { part } from "../lib/dom.js";

/**
 * A modal dialog: closed by Esc, its button or a click beside it; focus goes back where it came
 * from.
 */
export function openDialog(title, ...content) {
  const refs = part("dialog");
  const { root } = refs;
  refs.title.textContent = title;
  refs.body.append(...content);
  refs.close.addEventListener("click", () => root.close());
  root.addEventListener("pointerdown", (event) => event.target === root && root.close());
  root.addEventListener("close", () => root.remove());
  document.body.append(root);
  root.showModal();
  const fields = [...root.querySelectorAll("input:not([type=radio]), textarea")];
  fields.find((field) => field.closest("[hidden]") === null)?.focus();
  return root;
}

export function isDialogOpen() {
  return document.querySelector("dialog[open]") !== null;
}
