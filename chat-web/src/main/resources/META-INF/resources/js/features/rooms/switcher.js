import { words } from "../../i18n/words.js";
import { arrange, make, part } from "../../lib/dom.js";
import { onKey } from "../../lib/keys.js";
import { paintAvatar } from "../../ui/avatar.js";
import { isDialogOpen, openDialog } from "../../ui/dialog.js";
import { errorMessage } from "../../ui/error-messages.js";
import { Finder } from "./finder.js";
import { attention } from "./model.js";
import { paintRoomIcon } from "./room-icon.js";
import { roomName } from "./selectors.js";

/** Ctrl+K: type a few letters of a room or a person, known to the page or only to the server. */
export function openSwitcher(app) {
  // The keys were pressed again while this was on its way.
  if (isDialogOpen()) return;
  const input = make("input", "switch-input");
  const list = make("ul", "switch-list");
  list.id = "switch-list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.switchRoom);
  const said = make("p", "hint");
  said.setAttribute("role", "status");
  said.dataset.test = "switch-said";
  input.placeholder = words.switchPlaceholder;
  input.setAttribute("aria-label", words.switchPlaceholder);
  for (const [name, value] of Object.entries(COMBOBOX)) input.setAttribute(name, value);
  const dialog = openDialog(words.switchRoom, input, list, said);
  dialog.dataset.test = "switcher";
  dialog.classList.add("is-pinned");
  let chosen = 0;
  let found = [];
  /** By room or person: what stays is not replaced, so that a click which began on it ends on it. */
  const options = new WeakMap();

  const finder = new Finder(app, () => show());
  dialog.addEventListener("close", () => finder.stop());

  const show = () => {
    found = finder.find(input.value);
    chosen = Math.max(0, Math.min(chosen, found.length - 1));
    const shown = found.map((each, index) => {
      const key = each.room ?? each.user;
      const item = options.get(key) ?? option(each);
      options.set(key, item);
      place(item, index, index === chosen);
      return item;
    });
    arrange(list, shown);
    said.textContent = sayOf(finder, found);
    const id = list.children[chosen]?.id;
    if (id === undefined) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", id);
    list.children[chosen]?.scrollIntoView({ block: "nearest" });
  };
  const go = (each) => {
    if (each === undefined) return;
    dialog.close();
    if (each.room !== undefined) app.goTo(each.room.info.id);
    else app.attempt(app.commands.talkTo(each.user.id));
  };
  input.addEventListener("input", () => {
    chosen = 0;
    show();
    finder.look(input.value).catch((error) => (said.textContent = errorMessage(error)));
  });
  onKey(input, (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") go(found[chosen]);
    if (step === undefined) return;
    event.preventDefault();
    chosen = (chosen + step + found.length) % Math.max(1, found.length);
    show();
  });
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item !== null) go(found[Number(item.dataset.index)]);
  });
  show();
  input.focus();
}

const COMBOBOX = {
  role: "combobox",
  "aria-autocomplete": "list",
  "aria-expanded": "true",
  "aria-controls": "switch-list",
};

function sayOf(finder, found) {
  if (finder.isLooking) return found.length === 0 ? words.stillLooking : "";
  if (finder.hasMore) return words.switchMore;
  return found.length === 0 ? words.nothingFound : "";
}

function place(item, index, isChosen) {
  item.id = `switch-${index}`;
  item.dataset.index = index;
  item.setAttribute("aria-selected", String(isChosen));
}

function option({ room, user }) {
  const { icon, name, unread } = part("room-item");
  const item = make("li", "switch-item");
  item.dataset.test = "switch-option";
  item.setAttribute("role", "option");
  if (room === undefined) {
    const avatar = make("span");
    paintAvatar(avatar, user);
    icon.replaceChildren(avatar);
    name.textContent = user.name;
  } else {
    paintRoomIcon(icon, room);
    name.textContent = roomName(room);
  }
  const fresh = room === undefined ? 0 : attention(room);
  unread.textContent = String(fresh);
  item.append(icon, name, ...(fresh > 0 ? [unread] : []));
  return item;
}
