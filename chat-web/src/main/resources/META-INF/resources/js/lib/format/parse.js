import { readBlocks } from "./blocks.js";
import { linesOf } from "./lines.js";

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
