import { isWebAddress } from "./web-address.js";

// How the marks of formatting are put around what is selected in a text, and taken off again. Each
// function takes a text and its selection and returns the one replacement that does it: {start, end,
// text, selection: [start, end]}, the selection being that of the text afterwards.

export const MARKS = { bold: "**", italic: "*", strike: "~~", spoiler: "||" };

const ADDRESS = /^(?:https?:\/\/|www\.)\S+$/i;
const SCHEME = "https://";

/** Puts marks around the selection; takes them off where they are; steps behind them where it is empty. */
export function toggleMark(text, start, end, mark) {
  const inner = withoutSpace(text, start, end);
  const size = mark.length;
  const selected = text.slice(inner.start, inner.end);
  if (isMarked(selected, mark) && selected.length > 2 * size) {
    const bare = selected.slice(size, -size);
    return replacement(inner.start, inner.end, bare, 0, bare.length);
  }
  if (runBefore(text, inner.start, mark) && runAfter(text, inner.end, mark)) {
    const { start: from } = inner;
    return replacement(from - size, inner.end + size, selected, 0, selected.length);
  }
  if (selected === "" && runAfter(text, end, mark)) return replacement(end, end, "", size, size);
  return replacement(inner.start, inner.end, `${mark}${selected}${mark}`, size, size + selected.length);
}

/** Makes code of the selection: a span, or a block if it has several lines. */
export function toggleCode(text, start, end) {
  const selected = text.slice(start, end);
  if (!selected.includes("\n")) return toggleTicks(text, start, end);
  const fence = "`".repeat(Math.max(3, longestTicks(selected) + 1));
  const before = start === 0 || text[start - 1] === "\n" ? "" : "\n";
  const after = end === text.length || text[end] === "\n" ? "" : "\n";
  const from = before.length + fence.length + 1;
  const block = `${before}${fence}\n${selected}\n${fence}${after}`;
  return replacement(start, end, block, from, from + selected.length);
}

function toggleTicks(text, start, end) {
  const inner = withoutSpace(text, start, end);
  const selected = text.slice(inner.start, inner.end);
  const ticks = longestTicks(selected);
  if (ticks === 0) return toggleMark(text, start, end, "`");
  const mark = "`".repeat(ticks + 1);
  const from = mark.length + 1;
  return replacement(inner.start, inner.end, `${mark} ${selected} ${mark}`, from, from + selected.length);
}

/** Makes a link of the selection; what is still to be written of it, address or text, is selected. */
export function makeLink(text, start, end) {
  const inner = withoutSpace(text, start, end);
  const selected = text.slice(inner.start, inner.end);
  if (ADDRESS.test(selected)) return replacement(inner.start, inner.end, `[](${selected})`, 1, 1);
  const from = selected.length + 3;
  const link = `[${escaped(selected)}](${SCHEME})`;
  if (selected === "") return replacement(inner.start, inner.end, link, 1, 1);
  const to = link.length - 1;
  return replacement(inner.start, inner.end, link, to - SCHEME.length, to);
}

/** Makes a link to an address that is pasted over a selection; null where that is no text for one. */
export function linkSelection(text, start, end, address) {
  const inner = withoutSpace(text, start, end);
  const selected = text.slice(inner.start, inner.end);
  const isText = selected !== "" && !selected.includes("\n") && !ADDRESS.test(selected);
  if (!isText || !ADDRESS.test(address) || !isWebAddress(address)) return null;
  const target = /[()\\]/.test(address) ? `<${address}>` : address;
  const link = `[${escaped(selected)}](${target})`;
  return replacement(inner.start, inner.end, link, link.length, link.length);
}

/** Puts a mark before each line of the selection, or takes it off where all have it. */
export function toggleLines(text, start, end, kind) {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const next = text.indexOf("\n", Math.max(start, end - 1));
  const to = next < 0 ? text.length : next;
  const lines = text.slice(from, to).split("\n");
  const { pattern, markOf } = LINES[kind];
  const isMarkedAll = lines.every((line) => pattern.test(line));
  const changed = lines.map((line, index) =>
    isMarkedAll ? line.replace(pattern, "") : `${markOf(index)}${line}`,
  );
  const joined = changed.join("\n");
  const isEmpty = start === end;
  const caret = Math.max(0, start - from + changed[0].length - lines[0].length);
  return replacement(from, to, joined, isEmpty ? caret : 0, isEmpty ? caret : joined.length);
}

const LINES = {
  quote: { pattern: /^> ?/, markOf: () => "> " },
  bullets: { pattern: /^[-*+] /, markOf: () => "- " },
  numbers: { pattern: /^\d{1,9}[.)] /, markOf: (index) => `${index + 1}. ` },
};

/** A text within brackets. */
function escaped(text) {
  return text.replace(/[[\]\\]/g, "\\$&");
}

function replacement(start, end, text, from, to) {
  return { start, end, text, selection: [start + from, start + to] };
}

/** Marks hold no white space at their ends. */
function withoutSpace(text, start, end) {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text[from])) from++;
  while (to > from && /\s/.test(text[to - 1])) to--;
  return from === to ? { start: end, end } : { start: from, end: to };
}

function isMarked(text, mark) {
  return runAfter(text, 0, mark) && runBefore(text, text.length, mark);
}

/** Whether the run of the mark's character before `index` has the mark in it: `*` is not in `**`. */
function runBefore(text, index, mark) {
  let from = index;
  while (from > 0 && text[from - 1] === mark[0]) from--;
  return holds(index - from, mark);
}

function runAfter(text, index, mark) {
  let to = index;
  while (to < text.length && text[to] === mark[0]) to++;
  return holds(to - index, mark);
}

function holds(length, mark) {
  return mark === "*" ? length % 2 === 1 : length >= mark.length;
}

function longestTicks(text) {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(({ 0: run }) => run.length));
}
