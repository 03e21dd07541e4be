import { words } from "../../i18n/words.js";
import { icon, make } from "../../lib/dom.js";
import { finder, foldName } from "../../lib/fold-text.js";
import { mentionBefore } from "../../lib/mentions.js";
import { paintAvatar } from "../../ui/avatar.js";
import { compareNames } from "../members/selectors.js";
import { currentRoom, mayChange, mayMentionAll, MOST_MENTIONED } from "../rooms/selectors.js";

const MOST = 8;
const GROUPS = [{ name: "all", group: "all" }, { name: "here", group: "here" }];

/**
 * Offers people after `@` and a few letters, and all of them, or all who are present, where that is
 * a mention; a source of a `CompletionMenu`.
 */
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
    const { state } = this.#store;
    const groups = groupsIn(state, query);
    const found = people(state, query).slice(0, MOST - groups.length);
    const isGroup = groups.some((group) => this.isWhole(group, query));
    return isGroup ? [...groups, ...found] : [...found, ...groups];
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
    if (user.group !== undefined) {
      option.append(icon("people"), make("bdi", "", `@${user.name}`));
      option.append(make("span", "completion-note", this.#audience(user.group)));
      return;
    }
    const avatar = make("span");
    paintAvatar(avatar, user);
    option.append(avatar, make("bdi", "", user.name));
  }

  #audience(group) {
    const { state } = this.#store;
    const told = words.tellsMembers[group];
    const isAlways = mayChange(state, currentRoom(state));
    return isAlways ? told : `${told} ${words.onlyInSmallRooms(MOST_MENTIONED)}`;
  }
}

/** `all` and `here`, where they begin with the letters and may be a mention. */
function groupsIn(state, query) {
  const room = currentRoom(state);
  if (room === null || !mayMentionAll(state, room)) return [];
  const typed = foldName(query);
  return GROUPS.filter(({ name }) => name.startsWith(typed));
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
    .map(({ user }) => user);
}
