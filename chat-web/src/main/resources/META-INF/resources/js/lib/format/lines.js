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
