import { beginText, replaceText } from "../lib/edit.js";
import { shorten } from "../lib/graphemes.js";
import { onKey } from "../lib/keys.js";
import { isTouchKeyboard, label, part, setText } from "../lib/dom.js";
import { addressed, namedFirst } from "../lib/mentions.js";
import { countCodePoints, makePublic, privatePrefix, sendable } from "../lib/text.js";
import { words } from "../lib/words.js";
import { currentRoom, userNamed } from "../state/selectors.js";
import { MentionMenu } from "./mention-menu.js";
import { TypingSignal } from "./typing-signal.js";

const WARN_BELOW = 200;

/** A screen reader is told how much is left when it falls below one of these. */
const TELL_BELOW = [0, 20, 50, 100, WARN_BELOW + 1];
const TALLEST_PX = 240;
/** Of the page's height, with all its bars: what is written about stays in sight. */
const TALLEST_SHARE = 0.4;
function roomPhrase({ info }) {
  return info.kind === "direct"
    ? words.composeTo(info.with?.name ?? "")
    : words.composeIn(info.name);
}
