import { make, part } from "../lib/dom.js";
import { onKey } from "../lib/keys.js";
import { words } from "../lib/words.js";
import { roomLists, roomName } from "../state/selectors.js";
import { openDialog } from "./dialog.js";
import { paintSign } from "./room-sign.js";

const MOST = 12;

/** Ctrl+K: type a few letters of a room or a person. */
export function openSwitcher(app) {
  const input = make("input", "switch-input");
  const list = make("ul", "switch-list");
  list.id = "switch-list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.switchRoom);
  const none = make("p", "hint", words.nothingFound);
  input.placeholder = words.switchPlaceholder;
  input.setAttribute("aria-label", words.switchPlaceholder);
  for (const [name, value] of Object.entries(COMBOBOX)) input.setAttribute(name, value);
  const dialog = openDialog(words.switchRoom, input, list, none);
  let chosen = 0;

  const found = () => {
    const wanted = input.value.trim().toLowerCase();
    const { own, direct, open } = roomLists(app.store.state);
    const all = [...own, ...direct, ...open];
    // Without a query, what is unread is what one probably wants.
    const fits = (room) => roomName(room).toLowerCase().includes(wanted);
    const rank = (room) =>
      wanted === "" ? -(room.info.unread ?? 0) : roomName(room).toLowerCase().indexOf(wanted);
    return all
      .filter(fits)
      .sort((a, b) => rank(a) - rank(b))
      .slice(0, MOST);
  };
  const show = () => {
    const rooms = found();
    chosen = Math.max(0, Math.min(chosen, rooms.length - 1));
    list.replaceChildren(...rooms.map((room, index) => option(room, index === chosen)));
    none.hidden = rooms.length > 0;
    input.setAttribute("aria-activedescendant", list.children[chosen]?.id ?? "");
    list.children[chosen]?.scrollIntoView({ block: "nearest" });
  };
  const go = (id) => {
    if (id === undefined) return;
    dialog.close();
    app.goTo(id);
  };
  input.addEventListener("input", () => {
    chosen = 0;
    show();
  });
  onKey(input, (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") go(list.children[chosen]?.dataset.goes);
    if (step === undefined) return;
    event.preventDefault();
    chosen = (chosen + step + list.children.length) % Math.max(1, list.children.length);
    show();
  });
  list.addEventListener("click", (event) => go(event.target.closest("[data-goes]")?.dataset.goes));
  show();
  input.focus();
}

const COMBOBOX = {
  role: "combobox",
  "aria-autocomplete": "list",
  "aria-expanded": "true",
  "aria-controls": "switch-list",
};

function option(room, isChosen) {
  const { sign, name, unread } = part("room-item");
  const item = make("li", "switch-item");
  item.id = `switch-${room.info.id}`;
  item.dataset.goes = room.info.id;
  item.dataset.test = "switch-option";
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", String(isChosen));
  paintSign(sign, room);
  name.textContent = roomName(room);
  unread.textContent = String(room.info.unread ?? 0);
  item.append(sign, name, ...(room.info.unread ? [unread] : []));
  return item;
}
