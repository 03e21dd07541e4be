import { make } from "../lib/dom.js";
import { onKey } from "../lib/keys.js";

/**
 * A menu at an element: closed by Esc, a choice, a click beside it or when the focus leaves it; then
 * the focus goes back to the element.
 *
 * @param items `{text, test, run, isDanger?}` for each entry
 */
export function openMenu(anchor, name, items) {
  const menu = make("div", "menu");
  menu.setAttribute("role", "menu");
  menu.setAttribute("aria-label", name);
  menu.popover = "auto";
  const buttons = items.map(({ text, test, run, isDanger }) => {
    const button = make("button", isDanger ? "menu-item is-danger" : "menu-item", text);
    button.setAttribute("role", "menuitem");
    button.dataset.test = test;
    button.tabIndex = -1;
    button.addEventListener("click", () => {
      menu.hidePopover();
      run();
    });
    return button;
  });
  menu.append(...buttons);
  anchor.setAttribute("aria-expanded", "true");
  menu.addEventListener("toggle", ({ newState }) => {
    if (newState !== "closed") return;
    anchor.setAttribute("aria-expanded", "false");
    if (menu.contains(document.activeElement) || document.activeElement === document.body)
      anchor.focus({ preventScroll: true });
    menu.remove();
  });
  onKey(menu, (event) => {
    const at = buttons.indexOf(document.activeElement);
    const last = buttons.length - 1;
    const next = {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (event.key === "Tab") menu.hidePopover();
    if (event.key === "Escape") {
      // It closes the menu, and nothing behind it.
      event.preventDefault();
      event.stopPropagation();
      menu.hidePopover();
    }
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    buttons[next].focus();
  });
  (anchor.closest("main, aside, dialog") ?? document.body).append(menu);
  menu.showPopover();
  place(menu, anchor.getBoundingClientRect());
  buttons[0]?.focus();
}

/** Below the element, above it where there is no space, and always within the page. */
function place(menu, { top, bottom, right }) {
  const { offsetWidth, offsetHeight } = menu;
  const below = bottom + 4;
  const y = below + offsetHeight <= innerHeight - 8 ? below : top - offsetHeight - 4;
  menu.style.top = `${Math.max(8, y)}px`;
  menu.style.left = `${Math.max(8, Math.min(right - offsetWidth, innerWidth - offsetWidth - 8))}px`;
}
