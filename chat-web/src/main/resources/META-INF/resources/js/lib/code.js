/**
 * Finds code in a text as Markdown writes it: spans between runs of as many backticks, and blocks
 * between lines that begin with three or more. The server has the same rule in
 * chat.core.mention.CodeSkipper. Returns [{kind, start, end, text}], kind `code` or `block`, in
 * UTF-16 units, ascending. Takes time in proportion to the text.
 */
export function findCode(text) {
  const found = [];
  const lastRuns = new Map(); // where the last run of each length begins
  for (const { 0: run, index } of text.matchAll(/`+/g)) lastRuns.set(run.length, index);
  for (let at = text.indexOf("`"); at >= 0;) {
    const code = codeAt(text, at, lastRuns);
    if (code !== null) found.push(code);
    at = text.indexOf("`", code?.end ?? runEnd(text, at));
  }
  return found;
}

const FENCE = 3;
const TICKS = /^`*$/;
const LANGUAGE = /^[a-z0-9+#._-]*$/i;

function codeAt(text, start, lastRuns) {
  const inner = runEnd(text, start);
  const ticks = inner - start;
  const lineEnd = indexOr(text, "\n", inner);
  const isBlock =
    ticks >= FENCE && isAtLineStart(text, start) && !text.slice(inner, lineEnd).includes("`");
  if (isBlock) return block(text, start, inner, ticks, lineEnd);
  if ((lastRuns.get(ticks) ?? -1) < inner) return null;
  let at = text.indexOf("`", inner);
  while (at >= 0) {
    const end = runEnd(text, at);
    if (end - at === ticks)
      return { kind: "code", start, end, text: spanText(text.slice(inner, at)) };
    at = text.indexOf("`", end);
  }
  return null;
}

/** A block ends with its closing line, or with the text. */
function block(text, start, inner, ticks, lineEnd) {
  let line = lineEnd;
  while (line < text.length) {
    const next = indexOr(text, "\n", line + 1);
    if (isFence(text.slice(line + 1, next).trim(), ticks))
      return { kind: "block", start, end: next, text: blockText(text, inner, lineEnd, line) };
    line = next;
  }
  return {
    kind: "block",
    start,
    end: text.length,
    text: blockText(text, inner, lineEnd, text.length),
  };
}

function isFence(content, ticks) {
  return content.length >= ticks && TICKS.test(content);
}

/** What stands behind the fence is the name of a language, or else the first line. */
function blockText(text, inner, lineEnd, end) {
  const first = text.slice(inner, lineEnd).trim();
  const body = text.slice(Math.min(lineEnd + 1, end), end);
  return LANGUAGE.test(first) ? body : `${first}\n${body}`;
}

/** A space at both ends keeps backticks apart, as in Markdown. */
function spanText(text) {
  const isApart = text.startsWith(" ") && text.endsWith(" ") && text.trim() !== "";
  return isApart ? text.slice(1, -1) : text;
}

function isAtLineStart(text, index) {
  let at = index - 1;
  while (at >= 0 && index - at <= FENCE && text[at] === " ") at--;
  return at < 0 || text[at] === "\n";
}

function runEnd(text, start) {
  let end = start;
  while (text[end] === "`") end++;
  return end;
}

function indexOr(text, wanted, from) {
  const at = text.indexOf(wanted, from);
  return at < 0 ? text.length : at;
}
