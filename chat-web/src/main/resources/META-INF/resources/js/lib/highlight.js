/**
 * A text cut at its marks, [{start, end}] in UTF-16 units: [{text, isMarked}]. What overlaps or lies
 * outside is left out, so that the pieces always make up the text. Pure.
 */
export function highlightMatches(text, marks) {
  const pieces = [];
  let position = 0;
  for (const { start, end } of [...marks].sort((a, b) => a.start - b.start)) {
    if (start < position || end <= start || end > text.length) continue;
    if (start > position) pieces.push({ text: text.slice(position, start), isMarked: false });
    pieces.push({ text: text.slice(start, end), isMarked: true });
    position = end;
  }
  if (position < text.length) pieces.push({ text: text.slice(position), isMarked: false });
  return pieces;
}
