import { label, setIcon } from "../lib/dom.js";
import { words } from "../lib/words.js";

const ORDER = ["system", "light", "dark"];
const ICONS = { system: "system", light: "sun", dark: "moon" };

/** Makes a button go round the colour themes. */
export function bindThemeToggle(button, storage) {
  const show = (theme) => {
    label(button, words.themeNow(words.themes[theme]), true);
    setIcon(button.querySelector("svg"), ICONS[theme]);
  };
  button.addEventListener("click", () => {
    const next = ORDER[(ORDER.indexOf(currentTheme()) + 1) % ORDER.length];
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    storage.set("theme", next);
    colourBrowser();
    show(next);
  });
  show(currentTheme());
}

/** The browser's own bars take the colour of the page. */
export function colourBrowser() {
  const meta = document.querySelector("meta[name=theme-color]");
  meta.content = getComputedStyle(document.documentElement).getPropertyValue("background-color");
}

function currentTheme() {
  return document.documentElement.dataset.theme ?? "system";
}
