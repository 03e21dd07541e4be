import { number } from "../../i18n/grammar.js";
import { words } from "../../i18n/words.js";
import { icon as drawn, label, part, setText } from "../../lib/dom.js";
import { paintRoomIcon } from "./room-icon.js";
import { attention, mentionsUs } from "./model.js";
import { isOnline, roomName } from "./selectors.js";

/** What of a room can be seen in the list; the rest changes with every message. */
const VISIBLE = ["name", "kind", "with", "topic", "unread", "user_count", "level"];

/** One room in the list. */
export class RoomItem {
  #refs = part("room-item");
  #shown = null;

  constructor(id) {
    this.#refs.link.tabIndex = -1;
    // The name says these in words.
    for (const part of ["count", "mention", "unread"])
      this.#refs[part].setAttribute("aria-hidden", "true");
    const url = new URL(location.href);
    url.search = new URLSearchParams({ room: id }).toString();
    this.#refs.link.href = url.href;
    this.#refs.link.dataset.room = id;
  }

  get root() {
    return this.#refs.root;
  }

  get link() {
    return this.#refs.link;
  }

  render(room, isCurrent) {
    const shown = this.#shown;
    const isSame = (field) => shown.info[field] === room.info[field];
    const isMentioned = mentionsUs(room);
    const fresh = attention(room);
    const isKnown =
      shown?.isCurrent === isCurrent && shown.isMentioned === isMentioned && shown.fresh === fresh;
    if (isKnown && VISIBLE.every(isSame)) return;
    this.#shown = { info: room.info, isCurrent, isMentioned, fresh };
    const { link, icon, name, count, mention, unread } = this.#refs;
    const { info } = room;
    const isQuiet = info.level === "mentions" || info.level === "none";
    const here =
      info.kind === "direct"
        ? words[isOnline(room) ? "online" : "offline"]
        : words.people(info.user_count);
    paintRoomIcon(icon, room);
    setText(name, roomName(room));
    setText(count, info.kind === "direct" || info.user_count === 0 ? "" : number(info.user_count));
    setText(unread, fresh > 999 ? "999+" : String(fresh));
    mention.remove();
    unread.remove();
    if (fresh > 0) link.append(...(isMentioned ? [mention] : []), unread);
    link.classList.toggle("has-unread", fresh > 0);
    link.querySelector(".muted")?.remove();
    if (info.level === "none") link.append(muted());
    link.title = info.topic ?? "";
    const spoken = [roomName(room), fresh > 0 ? words.unreadCount(fresh) : ""];
    spoken.push(fresh > 0 && isMentioned ? words.mentionsYou : "", here);
    spoken.push(isQuiet ? words.levels[info.level] : "");
    label(link, spoken.filter(Boolean).join(", "));
    if (isCurrent) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function muted() {
  const bell = drawn("bell-off");
  bell.classList.add("muted");
  return bell;
}
