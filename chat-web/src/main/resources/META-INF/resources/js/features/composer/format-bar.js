import { words } from "../../i18n/words.js";
import { icon, label, make } from "../../lib/dom.js";
import { replaceText } from "../../lib/edit.js";
import {
  linkSelection,
  makeLink,
  MARKS,
  toggleCode,
  toggleLines,
  toggleMark,
} from "../../lib/format/marking.js";
import { onKey } from "../../lib/keys.js";
import { RovingFocus } from "../../ui/roving-focus.js";

const IS_APPLE = /mac|iphone|ipad/i.test(globalThis.navigator?.platform ?? "");

const markOf = (mark) => (text, start, end) => toggleMark(text, start, end, mark);
const linesOf = (kind) => (text, start, end) => toggleLines(text, start, end, kind);

/** What the bar offers, in its order: the key with Ctrl or Cmd, and with Shift if it is a capital. */
const FORMATS = [
  { name: "bold", sign: "bold", key: "b", change: markOf(MARKS.bold) },
  { name: "italic", sign: "italic", key: "i", change: markOf(MARKS.italic) },
  { name: "strike", sign: "strike", key: "X", change: markOf(MARKS.strike) },
  { name: "code", sign: "code", key: "e", change: toggleCode },
  { name: "link", sign: "link", key: "k", change: makeLink },
  { name: "spoiler", sign: "eye", change: markOf(MARKS.spoiler) },
  { name: "quote", sign: "quote", change: linesOf("quote") },
  { name: "bullets", sign: "bullets", change: linesOf("bullets") },
  { name: "numbers", sign: "numbers", change: linesOf("numbers") },
];

/** Whether the bar is open, in this browser; before it was used, where it takes little of the page. */
const KEPT = "format-bar";
const ROOMY = "(hover: hover) and (min-width: 47.5rem) and (min-height: 40rem)";

/** Formats what is selected in a field, by keys. The browser's undo takes each change back at once. */
export function formatByKeys(field) {
  onKey(field, (event) => {
    if (event.defaultPrevented || event.altKey || !(event.ctrlKey || event.metaKey)) return;
    const key = event.shiftKey ? event.key.toUpperCase() : event.key.toLowerCase();
    const format = FORMATS.find((each) => each.key === key);
    if (format === undefined) return;
    // Without a selection the key opens the list of rooms, as everywhere.
    if (format.name === "link" && field.selectionStart === field.selectionEnd) return;
    event.preventDefault();
    apply(field, format);
  });
}

/** An address that is pasted over a selected text makes a link of it. */
export function linkByPaste(field) {
  field.addEventListener("paste", (event) => {
    const address = event.clipboardData?.getData("text/plain").trim() ?? "";
    const { value, selectionStart, selectionEnd } = field;
    const change = linkSelection(value, selectionStart, selectionEnd, address);
    if (change === null || event.defaultPrevented) return;
    event.preventDefault();
    put(field, change);
  });
}

/**
 * Fills a bar with buttons that format what is selected in a field, and one for its preview, with which
 * `preview` is called; `toggle` opens and closes the bar.
 */
export function bindFormatBar({ bar, toggle, field, storage, onResize, preview }) {
  for (const format of FORMATS) bar.append(buttonFor(format, field));
  bar.append(previewButton(preview));
  new RovingFocus(bar, "button").settle();
  // The field keeps the focus, and on a phone the keyboard.
  for (const node of [bar, toggle])
    node.addEventListener("mousedown", (event) => event.preventDefault());
  const show = (isOpen) => {
    bar.hidden = !isOpen;
    toggle.setAttribute("aria-expanded", String(isOpen));
  };
  toggle.addEventListener("click", () => {
    show(bar.hidden);
    storage.set(KEPT, bar.hidden ? "closed" : "open");
    onResize();
  });
  show((storage.get(KEPT) ?? (matchMedia(ROOMY).matches ? "open" : "closed")) === "open");
}

function buttonFor(format, field) {
  const button = make("button", "icon-button format-button");
  button.type = "button";
  button.dataset.test = `format-${format.name}`;
  button.append(icon(format.sign));
  const name = words.formats[format.name];
  label(button, format.key === undefined ? name : `${name} (${keysOf(format.key)})`, true);
  button.addEventListener("click", () => apply(field, format));
  return button;
}

function previewButton(open) {
  const button = make("button", "icon-button format-button preview-button");
  button.type = "button";
  button.dataset.test = "format-preview";
  button.setAttribute("aria-pressed", "false");
  button.append(icon("preview"));
  label(button, words.preview, true);
  button.addEventListener("click", () => open(button));
  return button;
}

function keysOf(key) {
  const shift = key === key.toUpperCase();
  const parts = [IS_APPLE ? "\u2318" : words.ctrl, ...(shift ? [IS_APPLE ? "\u21e7" : words.shift] : [])];
  return [...parts, key.toUpperCase()].join(IS_APPLE ? "" : "+");
}

function apply(field, { change }) {
  put(field, change(field.value, field.selectionStart, field.selectionEnd));
}

function put(field, { start, end, text, selection }) {
  replaceText(field, start, end, text);
  field.setSelectionRange(...selection);
}
