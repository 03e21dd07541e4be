import { blocksOf } from "./blocks.js";
import { isBare, markedRuns } from "./runs.js";
import { isPlain } from "./styles.js";

const LONGEST_HTML = 1_000_000;
const LONGEST_TEXT = 200_000;
/** Lists within so many others go on at the same level. */
const MOST_LEVELS = 5;
/** Wider cells do not widen their column. */
const WIDEST_CELL = 40;
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\p{Emoji_Presentation}]/u;
const NO_WIDTH = /[\p{M}\u200b-\u200d\ufe0e\ufe0f]/u;

/**
 * The text with marks that copied HTML makes: {text, beginsBlock, endsBlock}; null where it has no
 * formatting, is too large, or lacks letters of `plain`, the same as plain text.
 */
export function markedText(html, plain) {
  if (html.length > LONGEST_HTML) return null;
  const blocks = blocksOf(html);
  if (blocks === null || !blocks.some(isFormatted)) return null;
  const text = linesOf(blocks, 0).join("\n");
  if (text.length > LONGEST_TEXT || lettersIn(text) < lettersIn(plain)) return null;
  const isOwn = ({ kind }) => kind !== "para";
  return { text, beginsBlock: isOwn(blocks[0]), endsBlock: isOwn(blocks.at(-1)) };
}

function isFormatted({ kind, runs }) {
  return kind !== "para" || runs.some((run) => !isPlain(run.style) && !isBare(run));
}

function lettersIn(text) {
  return text.match(/\p{L}/gu)?.length ?? 0;
}

function linesOf(blocks, level) {
  const lines = [];
  let before = null;
  for (const block of blocks) {
    if (before !== null && isApart(before, block, level)) lines.push("");
    const mark = wouldJoin(before, block) && before.mark === 0 ? 1 : 0;
    for (const line of writers[block.kind]({ ...block, mark }, level)) lines.push(line);
    before = { ...block, mark };
  }
  return lines;
}

/** Two lists one behind the other have different signs, else they were one. */
function wouldJoin(before, { kind, start }) {
  return kind === "list" && before?.kind === "list" && (before.start === null) === (start === null);
}

/** Whether an empty line stands between two blocks: where there was space, or to keep them apart. */
function isApart(before, { kind, start, isApart: hasSpace }, level) {
  if (kind === "quote") return before.kind === "quote";
  if (before.kind !== "para") return false;
  // Right behind a line a list begins with 1 alone.
  if (kind === "list") return start !== null && start !== 1;
  return kind === "para" && level === 0 && (hasSpace || before.isApart);
}

const writers = {
  para: ({ runs }) => markedRuns(runs).split("\n"),
  code: ({ text, language }) => fenced(text, language),
  quote: ({ blocks }, level) => linesOf(blocks, level).map((line) => `> ${line}`.trimEnd()),
  table: ({ rows, hasHead }) => fenced(aligned(rows, hasHead), ""),
  list: ({ start, items, mark }, level) =>
    items.flatMap((item, index) => {
      const sign = start === null ? "-*"[mark] : `${start + index}${".)"[mark]}`;
      const inner = level < MOST_LEVELS ? item : item.flatMap(flat);
      return linesOf(inner, level + 1).map((line, at) =>
        at === 0 ? `${sign} ${line}` : `${" ".repeat(sign.length + 1)}${line}`.trimEnd(),
      );
    }),
};

/** A list that is too deep as paragraphs. */
function flat(block) {
  return block.kind === "list" ? block.items.flat().flatMap(flat) : [block];
}

function fenced(text, language) {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(({ 0: ticks }) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}${language}`, ...text.split("\n"), fence];
}

/** The rows of a table with their columns below each other. */
function aligned(rows, hasHead) {
  const widths = [];
  for (const row of rows)
    row.forEach((cell, column) => {
      const width = Math.min(WIDEST_CELL, widthOf(cell));
      widths[column] = Math.max(widths[column] ?? 0, width);
    });
  const lineOf = (row) => row.map((cell, column) => padded(cell, widths[column])).join("  ").trimEnd();
  const [first, ...others] = rows.map(lineOf);
  const rule = widths.map((width) => "-".repeat(Math.max(1, width))).join("  ");
  return [first, ...(hasHead ? [rule] : []), ...others].join("\n");
}

function padded(cell, width) {
  return cell + " ".repeat(Math.max(0, width - widthOf(cell)));
}

/** In columns of a fixed-width font. */
function widthOf(text) {
  let width = 0;
  for (const c of text) width += NO_WIDTH.test(c) ? 0 : WIDE.test(c) ? 2 : 1;
  return width;
}
