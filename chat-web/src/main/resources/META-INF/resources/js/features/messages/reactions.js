import { words } from "../../i18n/words.js";
import { make, setText } from "../../lib/dom.js";
import { hasReacted } from "./changes.js";

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
