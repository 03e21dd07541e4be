import { parse } from "../format/parse.js";
import { isPlain, lookOf } from "./styles.js";

// Texts that look in some way as texts with marks, such that they look the same when they are read.

const MARKS = { bold: "**", strike: "~~", italic: "*" };
/** Longer paragraphs are not looked through for how they look. */
const LONGEST = 50_000;
const SIGNS = /[\\`*_~|[\]]/g;
const ADDRESS = /\S*(?:https?:\/\/|www\.)\S*/gi;
/** What would make a block of a line. */
const BEGINS_BLOCK = /^( {0,3})(?:([-+*](?=\s|$)|>|`{3}|~{3})|(\d{1,9})([.)](?=\s)))/gm;

/** A paragraph as text with marks; as plain text where no marks make it look so. */
export function markedRuns(given) {
  const runs = settled(given);
  const plain = runs.map(({ text }) => text).join("");
  if (plain.length > LONGEST || runs.every(({ style }) => isPlain(style))) return plain;
  const wanted = looksOf(runs);
  for (const escape of [(text) => text, escaped]) {
    const text = guarded(groupsOf(runs).map((group) => groupText(group, escape)).join(""));
    if (sameLooks(shownRuns(text), wanted)) return text;
  }
  return plain;
}

/**
 * White space between two looks has what they share, for marks hold none at their ends; a link whose
 * text is its address needs no marks.
 */
function settled(runs) {
  const parts = merged(runs).flatMap(({ text, style }) => {
    if (style.code) return codeParts(text, style);
    const [, before, inner, after] = /^(\s*)([^]*?)(\s*)$/.exec(text);
    return [{ text: before, style: null }, { text: inner, style }, { text: after, style: null }];
  });
  const filled = parts.filter(({ text }) => text !== "");
  const previous = nearest(filled);
  const next = nearest([...filled].reverse()).reverse();
  const styled = filled.map(({ text, style }, index) => ({
    text,
    style: style ?? shared(previous[index], next[index]),
  }));
  return merged(styled).map((run) => (isBare(run) ? { text: run.text, style: {} } : run));
}

/** For each part the look of the last one that has one. */
function nearest(parts) {
  let last = {};
  return parts.map(({ style }) => (last = style ?? last));
}

/** A span of code has one line and no white space at its ends. */
function codeParts(text, style) {
  const code = text.replace(/\s+/g, " ").trim();
  if (code === "") return [{ text: text === "" ? "" : " ", style: null }];
  const space = (isThere) => ({ text: isThere ? " " : "", style: null });
  return [space(/^\s/.test(text)), { text: code, style }, space(/\s$/.test(text))];
}

function shared(a, b) {
  // Marks do not cross the end of a link.
  if (a.href !== b.href) return {};
  return {
    bold: a.bold && b.bold,
    italic: a.italic && b.italic,
    strike: a.strike && b.strike,
    href: a.href,
  };
}

/** Whether a run is a link whose text is its address, which needs no marks. */
export function isBare({ text, style: { href } }) {
  if (href === undefined) return false;
  const short = (address) => address.replace(/^https?:\/\//i, "").replace(/\/$/, "");
  return /^https?:\/\/\S+$/i.test(text) && short(text) === short(href);
}

function merged(runs) {
  const joined = [];
  for (const { text, style } of runs) {
    const last = joined.at(-1);
    if (last !== undefined && lookOf(last.style ?? {}) === lookOf(style ?? {})) last.text += text;
    else joined.push({ text, style });
  }
  return joined;
}

/** Runs with the same link together. */
function groupsOf(runs) {
  const groups = [];
  for (const run of runs) {
    if (groups.length > 0 && groups.at(-1)[0].style.href === run.style.href) groups.at(-1).push(run);
    else groups.push([run]);
  }
  return groups;
}

function groupText(runs, escape) {
  const { href } = runs[0].style;
  const inner = marksAround(runs, (text) =>
    href === undefined ? escape(text) : text.replace(SIGNS, "\\$&"),
  );
  if (href === undefined) return inner;
  return `[${inner}](${/[()\\]/.test(href) ? `<${href}>` : href})`;
}

function marksAround(runs, escape) {
  const open = [];
  let text = "";
  const closeWhile = (isWrong) => {
    while (open.some(isWrong)) text += MARKS[open.pop()];
  };
  for (const run of runs) {
    closeWhile((look) => !run.style[look]);
    for (const look of Object.keys(MARKS)) {
      if (!run.style[look] || open.includes(look)) continue;
      open.push(look);
      text += MARKS[look];
    }
    text += run.style.code ? codeSpan(run.text) : escape(run.text);
  }
  closeWhile(() => true);
  return text;
}

function codeSpan(code) {
  const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map(({ 0: ticks }) => ticks.length));
  const ticks = "`".repeat(longest + 1);
  return longest === 0 ? `${ticks}${code}${ticks}` : `${ticks} ${code} ${ticks}`;
}

/** No sign in it is a mark; addresses stay whole. */
function escaped(text) {
  let from = 0;
  let made = "";
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    made += text.slice(from, index).replace(SIGNS, "\\$&") + address;
    from = index + address.length;
  }
  return made + text.slice(from).replace(SIGNS, "\\$&");
}

function guarded(text) {
  return text.replace(BEGINS_BLOCK, (whole, space, sign, digits, end) =>
    sign === undefined ? `${space}${digits}\\${end}` : `${space}\\${sign}`,
  );
}

/** The runs that a text shows, or null where it has blocks or spoilers. */
function shownRuns(text) {
  const runs = [];
  const add = (nodes, style) =>
    nodes.every((node) => {
      if (node.kind === "text" || node.kind === "url") runs.push({ text: node.text, style });
      else if (node.kind === "code") runs.push({ text: node.text, style: { ...style, code: true } });
      else if (node.kind === "link") return add(node.children, { ...style, href: node.url });
      else if (node.kind in MARKS) return add(node.children, { ...style, [node.kind]: true });
      else return false;
      return true;
    });
  return add(parse(text), {}) ? looksOf(runs) : null;
}

function looksOf(runs) {
  return merged(runs).map(({ text, style }) => `${lookOf(style)} ${text}`);
}

function sameLooks(found, wanted) {
  return found !== null && found.length === wanted.length && wanted.every((each, i) => found[i] === each);
}
