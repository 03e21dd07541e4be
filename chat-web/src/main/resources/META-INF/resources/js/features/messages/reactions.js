import { words } from "../../i18n/words.js";
import { label, make, setText } from "../../lib/dom.js";
import { likelyReactions } from "../emoji/emoji-choice.js";
import { hasReacted } from "./changes.js";

const QUICK = 3;
const shown = new WeakMap();

/** The reactions to a message, one button for each emoji: pressed where one reacted oneself. */
export function paintReactions(element, message, self, users) {
  const { reactions = [], mine } = message;
  element.hidden = reactions.length === 0;
  const before = shown.get(element);
  if (before?.reactions === reactions && before.mine === mine && before.users === users) return;
  shown.set(element, { reactions, mine, users });
  const kept = new Map([...element.children].map((button) => [button.dataset.emoji, button]));
  const wanted = reactions.map((reaction) => {
    const button = kept.get(reaction.emoji) ?? reactionButton(reaction.emoji);
    update(button, reaction, hasReacted(message, reaction.emoji, self?.id), self, users);
    return button;
  });
  // A button that stays keeps the focus.
  for (const child of [...element.children]) if (!wanted.includes(child)) child.remove();
  wanted.forEach((button, index) => {
    if (element.children[index] !== button) element.insertBefore(button, element.children[index] ?? null);
  });
}

function reactionButton(emoji) {
  const button = make("button", "reaction");
  button.dataset.act = "toggleReaction";
  button.dataset.test = "reaction";
  button.dataset.emoji = emoji;
  button.append(
    make("span", "reaction-emoji", emoji),
    make("span", "reaction-count"),
    make("span", "reaction-names"),
  );
  return button;
}

function update(button, { emoji, count, users: ids }, isOwn, self, users) {
  const [, counted, named] = button.children;
  setText(counted, String(count));
  button.setAttribute("aria-pressed", String(isOwn));
  const others = ids.filter((id) => id !== self?.id).map((id) => users.get(id)?.name).filter(Boolean);
  const names = isOwn ? [words.you, ...others] : others;
  const who = words.reactedWith(names.join(", "), Math.max(0, count - names.length));
  setText(named, `: ${who}`);
  button.title = who;
}

/**
 * Puts the reactions that the user is most likely to choose into the bar of a message as soon as it
 * may be seen: most messages are never pointed at. They stay in their order while it is.
 * `hasReacted(message, emoji)` says whether the user has reacted so to the message of an element.
 */
export function offerQuickReactions(scroller, storage, hasReacted) {
  let offered = null;
  const offer = ({ target }) => {
    const message = target.closest(".message");
    if (message === offered) return;
    offered = message;
    if (message !== null) fill(message.querySelector(".quick"), likelyReactions(storage));
  };

  function fill(quick, likely) {
    const emoji = likely.slice(0, QUICK);
    const react = quick.lastElementChild;
    const before = [...quick.children].map((button) => button.dataset.emoji);
    const isFocused = quick.contains(document.activeElement);
    if (isFocused || emoji.every((each, index) => each === before[index])) return;
    quick.replaceChildren(...emoji.map(quickButton), react);
    for (const button of quick.children) button.hidden = react.hidden;
    pressQuickReactions(quick, (each) => hasReacted(offered, each));
  }

  scroller.addEventListener("pointerover", offer, { passive: true });
  scroller.addEventListener("focusin", offer);
}

/** Marks the quick reactions that the user has chosen. */
export function pressQuickReactions(quick, isChosen) {
  for (const button of quick.children) {
    const { emoji } = button.dataset;
    if (emoji !== undefined) button.setAttribute("aria-pressed", String(isChosen(emoji)));
  }
}

function quickButton(emoji) {
  const button = make("button", "icon-button quick-reaction", emoji);
  button.dataset.act = "quick";
  button.dataset.test = "quick-reaction";
  button.dataset.emoji = emoji;
  button.tabIndex = -1;
  label(button, words.reactWith(emoji), true);
  return button;
}
