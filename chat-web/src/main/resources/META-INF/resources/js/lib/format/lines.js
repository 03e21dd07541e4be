// Lines as the blocks of a message see them: what a quote or a list item holds is its lines without the
// marks. A line is {start, end, column, pad, first, indent}: text[start, end) without its line end;
// `column` is that of `start`, where a tab leads to the next multiple of 4; `pad` columns of a tab
// before `start` still belong to the line; `first` is where its white space ends, `indent` columns on.

const TAB = 4;

/** The lines of a whole text. */
export function linesOf(text) {
  const lines = [];
  for (let start = 0; start <= text.length;) {
    const end = text.indexOf("\n", start);
    lines.push(lineAt(text, start, end < 0 ? text.length : end, 0, 0));
    start = end < 0 ? text.length + 1 : end + 1;
  }
  return lines;
}

export function lineAt(text, start, end, column, pad) {
  let first = start;
  let reached = column;
  while (first < end && isBlankCharacter(text[first])) {
    reached += widthAt(text, first, reached);
    first++;
  }
  return { start, end, column, pad, first, indent: pad + reached - column };
}

/** The line without its first `count` columns, as far as they are white space. */
export function dropColumns(text, line, count) {
  let { start, column } = line;
  let pad = line.pad - Math.min(line.pad, count);
  let left = count - Math.min(line.pad, count);
  while (left > 0 && start < line.first) {
    const width = widthAt(text, start, column);
    start++;
    column += width;
    pad = Math.max(0, width - left);
    left -= Math.min(left, width);
  }
  return lineAt(text, start, line.end, column, pad);
}

/** The line behind `length` characters of a mark that is its first text. */
export function behindMark(text, line, length) {
  const column = line.column + line.indent - line.pad + length;
  return lineAt(text, line.first + length, line.end, column, 0);
}

export function isBlank(line) {
  return line.first === line.end;
}

export function isBlankCharacter(c) {
  return c === " " || c === "\t";
}

function widthAt(text, index, column) {
  return text[index] === "\t" ? TAB - (column % TAB) : 1;
}

// What begins a block: the fence of code, and the mark of a list item.

/** More columns of white space than these before a mark make it text. */
export const MAX_INDENT = 3;

const FENCE = 3;
const MAX_SPACES = 4;
const MAX_DIGITS = 9;
const LANGUAGE = /^[a-z0-9+#._-]{1,32}$/i;

/**
 * The opening fence that a line is: {mark, length, indent, language, rest}, or null. A single word
 * behind it names the language; anything else there is the first line of the code.
 */
export function fenceAt(text, line) {
  const mark = text[line.first];
  if (line.indent > MAX_INDENT || (mark !== "`" && mark !== "~")) return null;
  const behind = runEnd(text, line.first, line.end, mark);
  const length = behind - line.first;
  const info = text.slice(behind, line.end);
  if (length < FENCE || info.includes(mark)) return null;
  let end = line.end;
  let start = behind;
  while (start < end && isBlankCharacter(text[start])) start++;
  while (end > start && isBlankCharacter(text[end - 1])) end--;
  const word = text.slice(start, end);
  const isLanguage = LANGUAGE.test(word);
  return {
    mark,
    length,
    indent: line.indent,
    language: isLanguage ? word : null,
    rest: isLanguage ? "" : word,
  };
}

/** Whether a line closes the code that a fence opened. */
export function closes(text, line, { mark, length }) {
  if (line.indent > MAX_INDENT || text[line.first] !== mark) return false;
  let end = runEnd(text, line.first, line.end, mark);
  if (end - line.first < length) return false;
  while (end < line.end && isBlankCharacter(text[end])) end++;
  return end === line.end;
}

/**
 * The list item that a line begins: {type, number, isEmpty, offset, content}, or null. Items of one
 * `type` make a list; `number` is null for a bullet; further lines of the item have `offset` columns
 * before them.
 */
export function itemAt(text, line) {
  if (line.indent > MAX_INDENT || isBlank(line)) return null;
  const number = numberLength(text, line);
  const type = text[line.first + number];
  if (number > 0 ? !".)".includes(type) : !"-+*".includes(type) || isRule(text, line, type)) return null;
  const length = number + 1;
  const behind = behindMark(text, line, length);
  const isEmpty = isBlank(behind);
  if (!isEmpty && behind.indent === 0) return null;
  const spaces = isEmpty || behind.indent > MAX_SPACES ? 1 : behind.indent;
  return {
    type,
    number: number > 0 ? Number(text.slice(line.first, line.first + number)) : null,
    isEmpty,
    offset: line.indent + length + spaces,
    content: dropColumns(text, behind, spaces),
  };
}

/** How many digits a line begins with, if they may number an item; 0 for none. */
function numberLength(text, line) {
  let end = line.first;
  while (end < line.end && text[end] >= "0" && text[end] <= "9" && end - line.first <= MAX_DIGITS) end++;
  const length = end - line.first;
  return length > 0 && length <= MAX_DIGITS && end < line.end ? length : 0;
}

/** A line of three or more of a mark and nothing else, as people part two texts with, is no list. */
function isRule(text, line, mark) {
  let count = 0;
  for (let index = line.first; index < line.end; index++) {
    if (text[index] === mark) count++;
    else if (!isBlankCharacter(text[index])) return false;
  }
  return count >= 3;
}

export function runEnd(text, start, limit, mark) {
  let end = start;
  while (end < limit && text[end] === mark) end++;
  return end;
}
