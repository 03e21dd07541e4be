import { make } from "../../lib/dom.js";
import { findLinks } from "../../lib/linkify.js";
import { tokenizeMessage } from "../../lib/tokenize-message.js";
import { trueHost } from "../../lib/true-host.js";

const EMOJI_ONLY = /^(?:\p{Extended_Pictographic}|\p{Emoji_Component}|\s){1,12}$/u;

/** Writes a message's text as nodes. What people wrote is only ever the text of a node. */
export function paintText(element, text, mentions, selfId) {
  const tokens = tokenizeMessage(text, mentions);
  element.replaceChildren(...tokens.map((token) => nodeFor(token, selfId)));
  element.classList.toggle("is-emoji", EMOJI_ONLY.test(text) && !/^[\d\s#*]+$/.test(text));
}

/** Links and code run from left to right, and do not decide the direction of what is around them. */
function nodeFor({ kind, text, href, user }, selfId) {
  switch (kind) {
    case "link":
      return linkTo(text, href);
    case "mention":
      return make("bdi", user.id === selfId ? "mention is-self" : "mention", text);
    case "code": {
      const code = make("code", "", text);
      code.dir = "ltr";
      return code;
    }
    case "block": {
      const block = make("pre");
      block.dir = "ltr";
      block.append(make("code", "", text));
      return block;
    }
    default:
      return document.createTextNode(text);
  }
}

function linkTo(text, href) {
  const anchor = make("a", "", text);
  anchor.href = href;
  anchor.dir = "ltr";
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
  const host = trueHost(text, href);
  if (host !== null) anchor.append(make("span", "link-host", ` (${host})`));
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
