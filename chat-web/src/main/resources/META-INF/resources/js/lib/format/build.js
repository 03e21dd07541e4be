/** How many quotes, lists, spans and links with a text may stand around a text. */
export const MAX_DEPTH = 8;

/**
 * Adds text to some nodes, joined to the text before it if that ends where this begins.
 *
 * @param start where it stands in the whole text
 */
export function addText(nodes, start, text) {
  if (text === "") return;
  const last = nodes.at(-1);
  if (last?.kind === "text" && last.start + last.text.length === start) last.text += text;
  else nodes.push({ kind: "text", start, text });
}

/**
 * Adds the nodes of a paragraph from its tokens.
 *
 * @param text of the paragraph, the lines joined
 * @param parts where they stand in the whole text
 */
export function buildInline(work, text, parts, tokens, nodes) {
  const build = new Build(text, parts, nodes);
  for (const token of tokens) {
    work.steps++;
    build.textUntil(token.start);
    build.add(token);
  }
  build.textUntil(text.length);
}

class Build {
  #text;
  #parts;
  #part = 0;
  #position = 0;
  #open; // the nodes of each level
  #inLink = false;

  constructor(text, parts, nodes) {
    this.#text = text;
    this.#parts = parts;
    this.#open = [nodes];
  }

  /** Adds what stands between the last token and `end`. */
  textUntil(end) {
    while (this.#position < end) {
      const next = this.#parts[this.#part + 1]?.from ?? Infinity;
      const to = Math.min(end, next);
      addText(this.#open.at(-1), this.#source(this.#position), this.#text.slice(this.#position, to));
      this.#position = to;
      if (to === next) this.#part++;
    }
  }

  add(token) {
    switch (token.kind) {
      case "run":
        this.#addRun(token);
        break;
      case "code":
        this.#push({ kind: "code", text: token.text });
        break;
      case "url":
        if (this.#inLink) this.textUntil(token.end);
        else this.#addUrl(token);
        break;
      case "open":
        if (token.isLink) this.#enterLink(token);
        else this.textUntil(token.end);
        break;
      case "close":
        this.#leave();
        this.#inLink = false;
        break;
      case "escape":
    }
    this.#skip(token.end);
  }

  /** What a run closes stands first, then marks that are left over, then what it opens. */
  #addRun({ start, end, closes, opens, left }) {
    for (const _ of closes) this.#leave();
    const from = start + closes.reduce((sum, style) => sum + lengthOf(style), 0);
    this.#skip(from);
    this.textUntil(from + left);
    for (const style of [...opens].reverse()) this.#enter({ kind: style, children: [] });
    this.#skip(end);
  }

  #addUrl({ start, end }) {
    this.#push({ kind: "url", start: this.#source(start), text: this.#text.slice(start, end) });
  }

  #enterLink({ target }) {
    // The address stands in one line, which is not the present part yet.
    const part = this.#parts.findLast(({ from }) => from <= target.start);
    const start = part.start + target.start - part.from;
    this.#enter({ kind: "link", start, url: target.url, children: [] });
    this.#inLink = true;
  }

  #push(node) {
    this.#open.at(-1).push(node);
  }

  #enter(node) {
    this.#push(node);
    this.#open.push(node.children);
  }

  #leave() {
    this.#open.pop();
  }

  #skip(end) {
    this.#position = end;
    while ((this.#parts[this.#part + 1]?.from ?? Infinity) <= end) this.#part++;
  }

  #source(index) {
    const { from, start } = this.#parts[this.#part];
    return start + index - from;
  }
}

function lengthOf(style) {
  return style === "italic" ? 1 : 2;
}
