import { words } from "../i18n/words.js";
import { copyToClipboard } from "../lib/clipboard.js";
import { make, part } from "../lib/dom.js";

let boxes = 0;

/** Something to copy away that is shown this once: a link, a token. */
export function copyOnceField({ name, value, test }) {
  const { root, label, input, copy, done } = part("copy-once-field");
  input.id = label.htmlFor = `secret-${++boxes}`;
  label.textContent = name;
  input.value = value;
  input.dataset.test = test;
  copy.dataset.test = `${test}-copy`;
  input.addEventListener("focus", () => input.select());
  copy.addEventListener("click", async () => {
    const isCopied = await copyText(value, input);
    done.textContent = isCopied ? words.copied : words.copyYourself;
    if (!isCopied) input.focus();
  });
  return root;
}

/** Where the page may not write to the clipboard by itself, what is selected can still be copied. */
async function copyText(text, input) {
  if (await copyToClipboard(text)) return true;
  const before = document.activeElement;
  input.focus();
  const isCopied = document.execCommand("copy");
  if (isCopied) before?.focus();
  return isCopied;
}

/** A line that tells, to the eye and the ear, that something is done. */
export function statusLine() {
  const line = make("span", "done-line");
  line.setAttribute("role", "status");
  line.dataset.test = "done";
  return line;
}
