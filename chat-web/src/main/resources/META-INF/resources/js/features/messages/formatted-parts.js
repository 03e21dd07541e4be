import { words } from "../../i18n/words.js";
import { copyToClipboard } from "../../lib/clipboard.js";
import { icon, label, make } from "../../lib/dom.js";
import { onKey } from "../../lib/keys.js";

// The parts of a formatted message that can be acted on: code to copy, spoilers to reveal. What is
// done with them is heard on the list, so that a message without any costs nothing.

/** Code with the name of its language and a button that copies it. */
export function codeBlock({ language, text }) {
  const root = make("div", "code-block");
  root.dir = "ltr";
  const head = make("div", "code-head");
  const copy = make("button", "icon-button");
  copy.dataset.act = "copy-code";
  copy.dataset.test = "copy-code";
  copy.append(icon("copy"));
  label(copy, words.copyCode, true);
  head.append(make("span", "code-language", language ?? ""), copy);
  const pre = make("pre");
  pre.append(make("code", "", text));
  root.append(head, pre);
  return root;
}

/** Text that is out of sight, and of hearing, until it is asked for. */
export function spoiler(nodes) {
  const root = make("span", "spoiler is-hidden");
  root.dataset.test = "spoiler";
  root.tabIndex = 0;
  root.setAttribute("role", "button");
  root.setAttribute("aria-expanded", "false");
  label(root, words.showSpoiler);
  const inner = make("span", "spoiler-text");
  inner.append(...nodes);
  root.append(inner);
  return root;
}

/** Where a link leads, for people: the host, or the e-mail address. */
export function hostOf(href) {
  const { protocol, hostname, pathname } = new URL(href);
  return protocol === "mailto:" ? decodeURIComponent(pathname) : hostname;
}

/**
 * Hears what is done with code and spoilers within `root`, before anything else does.
 *
 * @param say tells a screen reader
 */
export function hearFormattedParts(root, say) {
  root.addEventListener("click", (event) => {
    const hidden = event.target.closest(".spoiler.is-hidden");
    const copy = event.target.closest("[data-act=copy-code]");
    if (hidden === null && copy === null) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    if (hidden !== null) reveal(hidden);
    else copyCode(copy, say);
  });
  onKey(root, (event) => {
    const isPress = event.key === "Enter" || event.key === " ";
    if (!isPress || !event.target.matches(".spoiler.is-hidden")) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    reveal(event.target);
  });
}

/** The focus stays, for the keyboard goes on from here; it is no button any more. */
function reveal(spoiler) {
  spoiler.classList.remove("is-hidden");
  for (const name of ["role", "aria-expanded", "aria-label"]) spoiler.removeAttribute(name);
  spoiler.tabIndex = -1;
}

/** Where the page may not write to the clipboard, the code is selected, to be copied by hand. */
async function copyCode(button, say) {
  const code = button.closest(".code-block").querySelector("pre");
  const isCopied = await copyToClipboard(code.textContent);
  if (!isCopied) getSelection()?.selectAllChildren(code);
  const said = isCopied ? words.copied : words.copyYourself;
  label(button, said, true);
  button.classList.toggle("is-done", isCopied);
  say(said);
}
