import { words } from "../i18n/words.js";
import { label, setIcon } from "../lib/dom.js";

export const THEMES = ["system", "light", "dark"];
export const THEME_ICONS = { system: "system", light: "sun", dark: "moon" };

/** Makes a button go round the colour themes. */
export function bindThemeToggle(button, storage) {
  const show = (theme) => {
    label(button, words.themeNow(words.themes[theme]), true);
    setIcon(button.querySelector("svg"), THEME_ICONS[theme]);
  };
  button.addEventListener("click", () => {
    const next = THEMES[(THEMES.indexOf(currentTheme()) + 1) % THEMES.length];
    chooseTheme(next, storage);
    show(next);
  });
  show(currentTheme());
}

export function chooseTheme(theme, storage) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  storage.set("theme", theme);
  colourBrowser();
}

/** The browser's own bars take the colour of the page. */
export function colourBrowser() {
  const meta = document.querySelector("meta[name=theme-color]");
  meta.content = getComputedStyle(document.documentElement).getPropertyValue("background-color");
}

export function currentTheme() {
  return document.documentElement.dataset.theme ?? "system";
}
