import { tokensOf } from "./tokens.js";

// The elements of copied HTML as plain values: {name, attributes, children}; a text is a string.

const MOST_NODES = 20_000;
/** Elements within so many others are taken for their content. */
const DEEPEST = 60;

const names = (list) => new Set(list.split(" "));
const VOID = names("area base br col embed hr img input link meta param source track wbr");
const HIDDEN = names("script style title textarea xmp iframe noembed noframes template noscript svg math select object audio video canvas");
const BLOCK = names("address article aside blockquote center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table ul");

/** What a tag ends that is still open, up to one of the others. */
const ENDS = {
  li: [names("li"), names("ul ol")],
  dt: [names("dt dd"), names("dl")],
  dd: [names("dt dd"), names("dl")],
  tr: [names("tr"), names("table")],
  td: [names("td th"), names("tr table")],
  th: [names("td th"), names("tr table")],
  tbody: [names("thead tbody tfoot"), names("table")],
  tfoot: [names("thead tbody tfoot"), names("table")],
  a: [names("a"), names("table")],
};
const PARAGRAPH = [names("p"), names("table td th li blockquote")];

export function isBlock({ name }) {
  return BLOCK.has(name);
}

/** The content of some HTML, or null if that is too large. */
export function treeOf(html) {
  const root = { name: "", attributes: {}, children: [] };
  const open = [root];
  let count = 0;
  for (const token of tokensOf(html)) {
    if (++count > MOST_NODES) return null;
    if (token.kind === "text") open.at(-1).children.push(token.text);
    else if (token.kind === "close") close(open, token.name);
    else enter(open, token);
  }
  return root.children;
}

function enter(open, { name, attributes }) {
  if (BLOCK.has(name)) end(open, PARAGRAPH);
  if (name in ENDS) end(open, ENDS[name]);
  const node = { name, attributes, children: [] };
  if (!HIDDEN.has(name)) open.at(-1).children.push(node);
  if (!VOID.has(name) && open.length < DEEPEST) open.push(node);
}

/** Ends the innermost open element of some names, unless one of the others is around it. */
function end(open, [ended, limits]) {
  for (let index = open.length - 1; index > 0; index--) {
    const { name } = open[index];
    if (ended.has(name)) open.length = index;
    if (ended.has(name) || limits.has(name)) return;
  }
}

function close(open, name) {
  const index = open.findLastIndex((node) => node.name === name);
  if (index > 0) open.length = index;
}
