import { addText, MAX_DEPTH } from "./build.js";
import { readInline } from "./inline.js";
import {
  behindMark,
  closes,
  dropColumns,
  fenceAt,
  isBlank,
  itemAt,
  linesOf,
  MAX_INDENT,
} from "./lines.js";

/**
 * The formatting of a message text, as docs/protocol.md of chat-server defines it. The server has the
 * same rules in chat.core.format; conformance/format.tsv of chat-core holds the two together. Pure,
 * and linear in the text.
 *
 * The nodes are {kind, …}: text (start, text) with its place in the text in UTF-16 units; code (text);
 * block (language or null, text); url (start, text), a link as it is written; link (start, url,
 * children), whose address is written at `start`; bold, italic, strike, spoiler, quote (children); list (start: a
 * number, or null for bullets; children, of kind item).
 */
export function parse(text) {
  return parseCounted(text).nodes;
}

/** The nodes of a text, and how many steps it took to find them: {nodes, steps}. */
export function parseCounted(text) {
  const work = { text, steps: 0 };
  const nodes = readBlocks(work, linesOf(text), 0);
  return { nodes, steps: work.steps };
}

// The blocks of a message: fenced code, quotes and lists. What is left between them is prose, whose
// line ends and blank lines count. A line belongs to a quote or an item only by its own marks or
// indentation: there is no lazy continuation, because in a chat the next line is the answer.

/**
 * The nodes of some lines, which have `depth` levels around them.
 *
 * @param work {text, steps}
 */
function readBlocks(work, lines, depth) {
  const nodes = [];
  let prose = []; // the lines since the last block
  for (let index = 0; index < lines.length;) {
    const isInterrupted = prose.length > 0 && !isBlank(prose.at(-1));
    const block = blockAt(work, lines, index, depth, isInterrupted);
    work.steps++;
    if (block === null) {
      prose.push(lines[index]);
      index++;
    } else {
      addProse(work, nodes, prose, depth, true);
      nodes.push(block.node);
      prose = [];
      index = block.next;
    }
  }
  addProse(work, nodes, prose, depth, depth > 0);
  return nodes;
}

/** The block that begins at a line: {node, next}, or null. */
function blockAt(work, lines, index, depth, isInterrupted) {
  const line = lines[index];
  if (line.indent > MAX_INDENT || isBlank(line)) return null;
  const fence = fenceAt(work.text, line);
  if (fence !== null) return readCode(work, lines, index, fence);
  if (depth === MAX_DEPTH) return null;
  if (isQuoted(work.text, line)) return readQuote(work, lines, index, depth);
  const item = itemAt(work.text, line);
  if (item === null || item.isEmpty) return null;
  // "It was in" and, in the next line, "2020. A year" is no list.
  if (isInterrupted && item.number !== null && item.number !== 1) return null;
  return readList(work, lines, index, depth);
}

function readCode(work, lines, index, fence) {
  const { text } = work;
  const code = fence.rest === "" ? [] : [fence.rest];
  let next = index + 1;
  while (next < lines.length && !closes(text, lines[next], fence)) {
    const { start, end } = dropColumns(text, lines[next], fence.indent);
    code.push(text.slice(start, end));
    work.steps++;
    next++;
  }
  return {
    node: { kind: "block", language: fence.language, text: code.join("\n") },
    next: Math.min(next + 1, lines.length),
  };
}

function isQuoted(text, line) {
  return line.indent <= MAX_INDENT && line.first < line.end && text[line.first] === ">";
}

function readQuote(work, lines, index, depth) {
  const own = [];
  let next = index;
  while (next < lines.length && isQuoted(work.text, lines[next])) {
    own.push(dropColumns(work.text, behindMark(work.text, lines[next], 1), 1));
    work.steps++;
    next++;
  }
  return { node: { kind: "quote", children: readBlocks(work, own, depth + 1) }, next };
}

function readList(work, lines, index, depth) {
  const first = itemAt(work.text, lines[index]);
  const items = [];
  let next = index;
  for (let item = first; item !== null && item.type === first.type;) {
    const end = itemEnd(work, lines, next, item);
    const own = lines.slice(next + 1, end).map((line) => dropColumns(work.text, line, item.offset));
    items.push({ kind: "item", children: readBlocks(work, [item.content, ...own], depth + 1) });
    next = end;
    let following = end;
    while (following < lines.length && isBlank(lines[following])) following++;
    item = following < lines.length ? itemAt(work.text, lines[following]) : null;
    if (item !== null && item.type === first.type) next = following;
  }
  return { node: { kind: "list", start: first.number, children: items }, next };
}

/** Where the lines of an item end: behind the last that is not blank and has its indentation. */
function itemEnd(work, lines, index, item) {
  let end = index + 1;
  for (let next = end; next < lines.length; next++) {
    work.steps++;
    if (isBlank(lines[next])) {
      if (item.isEmpty && end === index + 1) break;
    } else if (lines[next].indent >= item.offset) end = next + 1;
    else break;
  }
  return end;
}

/** Adds the prose between two blocks, without the blank lines that touch one. */
function addProse(work, nodes, prose, depth, isClosed) {
  let from = 0;
  let to = prose.length;
  if (nodes.length > 0 || depth > 0) while (from < to && isBlank(prose[from])) from++;
  if (isClosed) while (to > from && isBlank(prose[to - 1])) to--;
  for (let index = from; index < to;) {
    let end = index;
    while (end < to && !isBlank(prose[end])) end++;
    if (end > index) readInline(work, prose.slice(index, end), depth, nodes);
    else addText(nodes, prose[end].start, work.text.slice(prose[end].start, prose[end].end));
    if (end === index) end++;
    if (end < to) addText(nodes, prose[end - 1].end, "\n");
    index = end;
  }
}
