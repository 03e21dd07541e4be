import { make } from "../../lib/dom.js";
import { parse } from "../../lib/format/parse.js";
import { findLinks, hrefOf } from "../../lib/linkify.js";
import { trueHost } from "../../lib/true-host.js";
import { codeBlock, hostOf, spoiler } from "./formatted-parts.js";

const EMOJI_ONLY = /^(?:\p{Extended_Pictographic}|\p{Emoji_Component}|\s){1,12}$/u;
const TAGS = { bold: "strong", italic: "em", strike: "s", quote: "blockquote", item: "li" };
/** What has a direction of its own, that of its first letter. */
const DIRECTED = new Set(["quote", "list"]);

/** Writes a message's text as nodes. What people wrote is only ever the text of a node. */
export function paintText(element, text, mentions, selfId) {
  const painter = new Painter(mentions, selfId);
  element.replaceChildren(...painter.nodesFor(parse(text)));
  element.classList.toggle("is-emoji", EMOJI_ONLY.test(text) && !/^[\d\s#*]+$/.test(text));
}

class Painter {
  #mentions;
  #selfId;

  /** Mentions without a `user` are of everybody. */
  constructor(mentions, selfId) {
    this.#mentions = [...mentions].sort((a, b) => a.start - b.start);
    this.#selfId = selfId;
  }

  nodesFor(nodes) {
    return nodes.flatMap((node) => this.#nodeFor(node));
  }

  /** Links and code run from left to right, and do not decide the direction of what is around them. */
  #nodeFor(node) {
    switch (node.kind) {
      case "text":
        return this.#prose(node);
      case "url":
        return linkTo(node.text, hrefOf(node.text));
      case "link":
        return this.#link(node);
      case "code": {
        const code = make("code", "", node.text);
        code.dir = "ltr";
        return code;
      }
      case "block":
        return codeBlock(node);
      case "spoiler":
        return spoiler(this.nodesFor(node.children));
      case "list":
        return this.#list(node);
      default:
        return this.#element(TAGS[node.kind], node);
    }
  }

  #element(tag, { kind, children }) {
    const element = make(tag);
    if (DIRECTED.has(kind)) element.dir = "auto";
    element.append(...this.nodesFor(children));
    return element;
  }

  #list(node) {
    const list = this.#element(node.start === null ? "ul" : "ol", node);
    if (node.start !== null) {
      list.start = node.start;
      // Room for the longest number, in characters.
      const last = node.start + node.children.length - 1;
      list.style.setProperty("--digits", String(last).length);
    }
    return list;
  }

  /** Text and the names in it, which the server found in the whole text. */
  #prose({ start, text }) {
    const end = start + text.length;
    const nodes = [];
    let position = start;
    for (const mention of this.#mentions) {
      if (mention.start < position || mention.end > end) continue;
      if (mention.start > position) nodes.push(text.slice(position - start, mention.start - start));
      const isSelf = (mention.user?.id ?? this.#selfId) === this.#selfId;
      const name = text.slice(mention.start - start, mention.end - start);
      nodes.push(make("bdi", isSelf ? "mention is-self" : "mention", name));
      position = mention.end;
    }
    if (position < end) nodes.push(text.slice(position - start));
    return nodes;
  }

  /** A link with a text of its own says where it leads. */
  #link({ url, children }) {
    const href = hrefOf(url);
    const inner = this.nodesFor(children);
    if (href === null) return inner;
    const anchor = anchorTo(href);
    anchor.append(...inner);
    if (anchor.textContent.trim() === "") anchor.append(url);
    else anchor.append(make("span", "link-host", ` (${hostOf(href)})`));
    return anchor;
  }
}

function linkTo(text, href) {
  if (href === null) return document.createTextNode(text);
  const anchor = anchorTo(href);
  anchor.append(text);
  anchor.dir = "ltr";
  const host = trueHost(text, href);
  if (host !== null) anchor.append(make("span", "link-host", ` (${host})`));
  return anchor;
}

function anchorTo(href) {
  const anchor = make("a");
  anchor.href = href;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
  return anchor;
}

/** A text whose links can be followed. */
export function linked(text) {
  const nodes = [];
  let position = 0;
  for (const { start, end, href } of findLinks(text)) {
    nodes.push(text.slice(position, start), linkTo(text.slice(start, end), href));
    position = end;
  }
  return [...nodes, text.slice(position)].filter((node) => node !== "");
}
