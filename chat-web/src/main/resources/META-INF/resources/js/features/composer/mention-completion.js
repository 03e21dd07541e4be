import { words } from "../../i18n/words.js";
import { make } from "../../lib/dom.js";
import { finder, foldName } from "../../lib/fold-text.js";
import { mentionBefore } from "../../lib/mentions.js";
import { paintAvatar } from "../../ui/avatar.js";
import { compareNames } from "../members/selectors.js";
import { currentRoom } from "../rooms/selectors.js";

const MOST = 8;

/** Offers people after `@` and a few letters; a source of a `CompletionMenu`. */
export class MentionCompletion {
  hook = "mention-option";
  #store;

  constructor(store) {
    this.#store = store;
  }

  get name() {
    return words.mentionMenu;
  }

  offer(count) {
    return words.mentionOffer(count);
  }

  runBefore(text, caret) {
    return mentionBefore(text, caret);
  }

  find(query) {
    return people(this.#store.state, query);
  }

  isWhole({ name }, query) {
    return foldName(name) === foldName(query);
  }

  textOf({ name }) {
    return `@${name}`;
  }

  taken() {}

  replacement() {
    return null;
  }

  fill(option, user) {
    const avatar = make("span");
    paintAvatar(avatar, user);
    option.append(avatar, make("bdi", "", user.name));
  }
}

/**
 * Those here first, then others that the page knows; whoever begins with the letters before who
 * only has them.
 */
function people(state, query) {
  const here = currentRoom(state)?.members ?? [];
  const hereIds = new Set(here.map(({ id }) => id));
  const others = [...state.users.values()].filter(({ id }) => !hereIds.has(id));
  const find = finder(query);
  return [...here, ...others]
    .filter(({ id }) => id !== state.self?.id)
    .map((user) => ({ user, rank: find(user.name), away: hereIds.has(user.id) ? 0 : 1 }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => a.away - b.away || a.rank - b.rank || compareNames(a.user, b.user))
    .slice(0, MOST)
    .map(({ user }) => user);
}
