import { countUnread } from "../features/rooms/reducer.js";
import { currentRoom, roomName } from "../features/rooms/selectors.js";
import { words } from "../i18n/words.js";

/**
 * The tab's title and picture tell what is unread; they are kept up while the page is hidden, too.
 */
export function keepTitle(store) {
  const favicon = document.querySelector("link[rel=icon]");
  let shown = null;
  let hadUnread = false;
  const update = (state) => {
    const room = currentRoom(state);
    const unread = countUnread(state);
    const name = room === null ? words.app : `${roomName(room)} · ${words.app}`;
    const title = unread > 0 ? `(${unread > 999 ? "999+" : unread}) ${name}` : name;
    if (title !== shown) document.title = shown = title;
    if (hadUnread !== unread > 0) favicon.href = `icons/${unread > 0 ? "icon-unread" : "icon"}.svg`;
    hadUnread = unread > 0;
  };
  store.subscribe(update);
}
