import { isHidden, isProgram, styleIn } from "./styles.js";
import { isBlock, treeOf } from "./tree.js";

// Copied HTML as blocks:
//
//   para    runs, isApart         a run is {text, style}; apart with space around it
//   code    text, language
//   list    start, items          a number, or null for bullets; each item is blocks
//   quote   blocks
//   table   rows, hasHead         each row is texts

const LANGUAGE = /\blang(?:uage)?-([a-z0-9+#.-]{1,32})/i;
const HEADING = /^h[1-6]$/;
const EMOJI = /^\p{Extended_Pictographic}\S{0,15}$/u;
const COLUMNS = 2;

/** The blocks of some HTML, or null if that is too large. */
export function blocksOf(html) {
  const nodes = treeOf(html);
  return nodes === null ? null : collected(nodes, {});
}

function collected(nodes, style) {
  const blocks = new Blocks();
  blocks.addAll(nodes, style);
  blocks.endParagraph();
  return blocks.found;
}

class Blocks {
  found = [];
  #runs = [];

  addAll(nodes, style) {
    for (const node of nodes) {
      if (typeof node === "string") this.#addText(node, style);
      else if (!isHidden(node)) this.#add(node, styleIn(node, style));
    }
  }

  endParagraph(isApart = false) {
    const runs = trimmed(this.#runs);
    this.#runs = [];
    if (runs.length > 0) this.found.push({ kind: "para", runs, isApart });
  }

  #addText(text, style) {
    if (style.isPre) {
      this.#runs.push({ text: text.replace(/\r\n?/g, "\n").replaceAll("\u00a0", " "), style });
      return;
    }
    const isAfterSpace = /(?:^|\s)$/.test(this.#runs.at(-1)?.text ?? "");
    let shown = text.replace(/[ \t\r\n\f]+/g, " ");
    if (isAfterSpace && shown.startsWith(" ")) shown = shown.slice(1);
    if (shown !== "") this.#runs.push({ text: shown.replaceAll("\u00a0", " "), style });
  }

  #add(node, style) {
    const { name, attributes, children } = node;
    if (isProgram(node)) this.#addProgram(children);
    else if (name === "br") this.#runs.push({ text: "\n", style: {} });
    else if (name === "img") {
      if (EMOJI.test(attributes.alt ?? "")) this.#runs.push({ text: attributes.alt, style: {} });
    } else if (!isBlock(node) && name !== "tr") this.addAll(children, style);
    else {
      this.endParagraph();
      this.#addBlock(node, style);
      this.endParagraph(name === "p");
    }
  }

  #addBlock({ name, attributes, children }, style) {
    if (name === "pre") this.#addCode(children);
    else if (name === "blockquote") this.#put({ kind: "quote", blocks: collected(children, style) });
    else if (name === "ul" || name === "ol") this.#addList(name, attributes, children, style);
    else if (name === "table") this.#addTable(children, style);
    else if (HEADING.test(name)) this.#addHeading(children, style);
    else if (name === "hr") this.#runs.push({ text: "---", style: {} });
    else this.addAll(children, style);
  }

  #put(block) {
    const { blocks, items } = block;
    if (blocks?.length !== 0 && items?.length !== 0) this.found.push(block);
  }

  #addHeading(children, style) {
    for (const block of collected(children, style)) {
      const runs = block.runs?.map((run) => ({ ...run, style: { ...run.style, bold: true } }));
      this.found.push(runs === undefined ? block : { ...block, runs, isApart: true });
    }
  }

  /** What an editor copies has the colours of its lines; a single line is just text. */
  #addProgram(children) {
    const lines = rawText(children).replace(/\n+$/, "");
    if (!lines.includes("\n")) {
      this.#addText(lines, { isPre: true });
      return;
    }
    this.endParagraph();
    this.#addCode([lines]);
  }

  #addCode(children) {
    const text = rawText(children).replace(/\r\n?/g, "\n").replace(/^\n|\n+$/g, "");
    if (text.trim() === "") return;
    const [first] = children.filter((child) => child.name === "code");
    const language = LANGUAGE.exec(first?.attributes.class ?? "")?.[1] ?? "";
    this.found.push({ kind: "code", text, language });
  }

  #addList(name, attributes, children, style) {
    const items = [];
    for (const child of children) {
      if (typeof child === "string" && child.trim() === "") continue;
      const blocks = collected(child.name === "li" ? child.children : [child], style);
      // Some programs put the inner list behind its item instead of into it.
      const isInner = child.name === "ul" || child.name === "ol";
      if (isInner && items.length > 0) items.at(-1).push(...blocks);
      else if (blocks.length > 0) items.push(blocks);
    }
    const start = name === "ul" ? null : /^\d{1,8}$/.test(attributes.start ?? "") ? Number(attributes.start) : 1;
    this.#put({ kind: "list", start, items });
  }

  /** A table that holds more than texts in columns is there for the layout. */
  #addTable(children, style) {
    const rows = rowsOf(children);
    const cells = rows.map(({ children: row }) => row.filter(isCell));
    const isLayout = hasOther(children) || cells.flat().some((cell) => hasBlocks(cell.children));
    if (isLayout || !cells.some((row) => row.length >= COLUMNS)) {
      this.addAll(children, style);
      return;
    }
    this.addAll(children.filter(({ name }) => name === "caption"), style);
    this.endParagraph();
    const texts = cells.map((row) => row.map(lineOf)).filter((row) => row.some((text) => text !== ""));
    const hasHead = cells[0]?.every(({ name }) => name === "th");
    if (texts.length > 0) this.found.push({ kind: "table", rows: texts, hasHead });
  }
}

const isCell = ({ name }) => name === "td" || name === "th";

function rowsOf(nodes) {
  return nodes.flatMap((node) => {
    if (node.name === "tr") return [node];
    return /^(?:thead|tbody|tfoot)$/.test(node.name ?? "") ? rowsOf(node.children) : [];
  });
}

/** Whether something stands beside the cells of a table. */
function hasOther(nodes) {
  return nodes.some((node) => {
    if (typeof node === "string") return node.trim() !== "";
    if (/^(?:thead|tbody|tfoot|tr)$/.test(node.name)) return hasOther(node.children);
    return !isCell(node) && !/^(?:caption|colgroup|col)$/.test(node.name);
  });
}

function hasBlocks(nodes) {
  return nodes.some(
    ({ name, children = [] }) => /^(?:table|ul|ol|pre|blockquote)$/.test(name ?? "") || hasBlocks(children),
  );
}

/** The text of a cell in one line. */
function lineOf({ children }) {
  const texts = collected(children, {}).map(({ runs = [] }) => runs.map(({ text }) => text).join(""));
  return texts.join(" ").replace(/\s+/g, " ").trim();
}

function rawText(nodes) {
  return nodes
    .map((node) => {
      if (typeof node === "string") return node;
      if (node.name === "br") return "\n";
      const text = rawText(node.children);
      return node.name !== "div" || text.endsWith("\n") ? text : `${text}\n`;
    })
    .join("")
    .replaceAll("\u00a0", " ");
}

/** Runs without white space at the ends of the paragraph and of its lines. */
function trimmed(runs) {
  const kept = runs.filter(({ text }) => text !== "");
  for (let index = 0; index < kept.length; index++) {
    const isFirst = index === 0 || kept[index - 1].text.endsWith("\n");
    const isLast = index === kept.length - 1 || kept[index + 1].text.startsWith("\n");
    let { text } = kept[index];
    if (kept[index].style.isPre) continue;
    if (isFirst && text !== "\n") text = text.trimStart();
    if (isLast && text !== "\n") text = text.trimEnd();
    kept[index] = { ...kept[index], text };
  }
  const left = kept.filter(({ text }) => text !== "");
  const isBlank = ({ text }) => text.trim() === "";
  const from = left.findIndex((run) => !isBlank(run));
  return from < 0 ? [] : left.slice(from, left.findLastIndex((run) => !isBlank(run)) + 1);
}
