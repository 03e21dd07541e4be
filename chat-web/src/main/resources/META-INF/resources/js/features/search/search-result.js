import { words } from "../../i18n/words.js";
import { showRelative } from "../../lib/clock.js";
import { make, part, setText } from "../../lib/dom.js";
import { plainWithMarks } from "../../lib/format/plain.js";
import { highlightMatches } from "../../lib/highlight.js";
import { dayName, exactTime, shortTime } from "../../lib/time.js";
import { paintAvatar } from "../../ui/avatar.js";

const ELLIPSIS = "\u2026";

/**
 * One message found: who said it, when, and the part of it that has the words. `showsGuests` is
 * whether that somebody is a guest says anything.
 */
export function resultOption(hit, index, showsGuests) {
  const { root, avatar, author, kind, private: mark, when, text } = part("hit");
  const { user, at, snippet } = hit;
  root.id = `hit-${index}`;
  root.dataset.index = index;
  paintAvatar(avatar, user);
  setText(author, user.name);
  const isShown = showsGuests || user.kind !== "guest";
  const said = isShown ? words.kinds[user.kind] : undefined;
  kind.hidden = said === undefined;
  setText(kind, said ?? "");
  mark.hidden = hit.private !== true;
  showRelative(when, () => `${dayName(at)}, ${shortTime(at)}`);
  when.dateTime = at;
  when.title = exactTime(at);
  text.replaceChildren(...snippetNodes(snippet));
  return root;
}

/** What people wrote is only ever the text of a node; the server says where the words are. */
function snippetNodes({ text, start, length, marks }) {
  const plain = plainWithMarks(text, marks);
  const nodes = highlightMatches(plain.text, plain.marks).map((piece) =>
    piece.isMarked ? make("mark", "", piece.text) : document.createTextNode(piece.text),
  );
  if (start > 0) nodes.unshift(document.createTextNode(ELLIPSIS));
  if (start + text.length < length) nodes.push(document.createTextNode(ELLIPSIS));
  return nodes;
}
