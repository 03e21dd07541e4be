import { words } from "../i18n/words.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * A copy of the template `t-<name>`: its root, and every element with a data-ref under that name.
 */
export function part(name) {
  const template = document.getElementById(`t-${name}`);
  const root = template.content.firstElementChild.cloneNode(true);
  speak(root);
  const refs = { root };
  for (const node of root.querySelectorAll("[data-ref]")) refs[node.dataset.ref] = node;
  return refs;
}

/** Markup names its words; the words live in one place. */
function speak(root) {
  for (const node of root.querySelectorAll("[data-word]"))
    node.textContent = words[node.dataset.word];
  for (const node of [root, ...root.querySelectorAll("[data-label]")]) {
    if (node.dataset.label) label(node, words[node.dataset.label], node.localName === "button");
  }
  for (const node of root.querySelectorAll("[data-hint]"))
    node.placeholder = words[node.dataset.hint];
}

/**
 * Names an element for screen readers. `withTitle` also shows the name when the pointer rests there:
 * where nothing else is inside, the title is the name, for both would be read one after the other.
 */
export function label(node, text, withTitle = false) {
  if (withTitle) node.title = text;
  if (withTitle && node.textContent.trim() === "") node.removeAttribute("aria-label");
  else node.setAttribute("aria-label", text);
}

/** An element with a class and text: `make("time", "when", "10:31")`. */
export function make(tag, className = "", text = null) {
  const node = document.createElement(tag);
  if (className !== "") node.className = className;
  if (text !== null) node.textContent = text;
  return node;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

export function setIcon(svg, name) {
  svg.firstElementChild.setAttribute("href", `#i-${name}`);
}

/** Where the Enter key is on a screen there is no Shift+Enter, nor any other two keys at once. */
export function isTouchKeyboard() {
  return matchMedia("(hover: none) and (pointer: coarse)").matches;
}

/** The files that were chosen in a field, which can be chosen again then. */
export function chosenFiles(field) {
  const files = [...field.files];
  field.value = "";
  return files;
}

/** Writes only what differs: an unchanged page is cheap, and a selection survives. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Scrolls `scroller`, and nothing around it, until `node` is in it with some space. */
export function scrollWithin(scroller, node) {
  const outer = scroller.getBoundingClientRect();
  const { top, bottom } = node.getBoundingClientRect();
  const space = Math.min(40, outer.height / 4);
  if (top < outer.top + space) scroller.scrollTop -= outer.top + space - top;
  else if (bottom > outer.bottom - space) scroller.scrollTop += bottom - outer.bottom + space;
}

/** Puts `wanted` into `parent` in this order, moving only what is out of place. */
export function arrange(parent, wanted) {
  let next = parent.firstElementChild;
  let same = 0;
  // Mostly something came at the end: what is in place already costs a look and no more.
  for (; next !== null && wanted[same] === next; same++) next = next.nextElementSibling;
  const rest = wanted.slice(same);
  const keep = new Set(rest);
  while (next !== null) {
    const child = next;
    next = child.nextElementSibling;
    if (!keep.has(child)) child.remove();
  }
  next = same === 0 ? parent.firstElementChild : wanted[same - 1].nextElementSibling;
  for (const node of rest) {
    if (node === next) next = next.nextElementSibling;
    else parent.insertBefore(node, next);
  }
}

/** The stylesheets that were added, or are on their way. */
const styles = new Map();

/**
 * Adds a stylesheet, once, before the last one of the page, whose rules hold over all others.
 * Resolves when it has loaded; after a failure the next call tries again.
 */
export function loadStyle(href) {
  if (!styles.has(href)) styles.set(href, addStyle(href));
  return styles.get(href);
}

async function addStyle(href) {
  const link = make("link");
  Object.assign(link, { rel: "stylesheet", href });
  const isLoaded = new Promise((resolve) => {
    link.addEventListener("load", () => resolve(true));
    link.addEventListener("error", () => resolve(false));
  });
  [...document.querySelectorAll("link[rel=stylesheet]")].at(-1).before(link);
  if (await isLoaded) return;
  link.remove();
  styles.delete(href);
  throw new Error(`no stylesheet ${href}`);
}
