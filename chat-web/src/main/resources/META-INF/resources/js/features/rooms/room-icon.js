import { icon, make } from "../../lib/dom.js";
import { paintAvatar } from "../../ui/avatar.js";
import { isOnline } from "./selectors.js";

const SIGNS = { public: "hash", code: "key", private: "lock" };

/** The small picture before a room's name: its kind, or the other person with a presence dot. */
export function paintRoomIcon(span, room) {
  const { kind, with: other } = room.info;
  const wanted = `${kind} ${other?.name ?? ""} ${isOnline(room)}`;
  if (span.dataset.shows === wanted) return;
  span.dataset.shows = wanted;
  if (other === undefined) {
    span.replaceChildren(icon(SIGNS[kind] ?? "chat"));
    return;
  }
  const avatar = make("span");
  paintAvatar(avatar, other);
  span.replaceChildren(avatar, make("span", isOnline(room) ? "presence is-online" : "presence"));
}
