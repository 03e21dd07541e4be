import { words } from "../i18n/words.js";
import { icon, isTouchKeyboard, make, part } from "../lib/dom.js";
import { openDialog } from "../ui/dialog.js";
import { bindLanguageChoice } from "../ui/language-choice.js";
import { chooseTheme, currentTheme, THEME_ICONS, THEMES } from "../ui/theme.js";

/** How the page looks and speaks, for this browser. */
export function openPreferences(app) {
  const { root, themes, language, help, helpName } = part("settings");
  if (isTouchKeyboard()) helpName.textContent = words.helpTouchTitle;
  themes.append(...THEMES.map((theme) => segment(theme)));
  themes.addEventListener("change", ({ target }) => chooseTheme(target.value, app.storage));
  bindLanguageChoice(language, app.storage);
  help.addEventListener("click", () => {
    dialog.close();
    app.dialogs.openHelp();
  });
  const dialog = openDialog(words.settings, root);
}

function segment(theme) {
  const label = make("label", "segment");
  const input = make("input");
  input.type = "radio";
  input.name = "theme";
  input.value = theme;
  input.checked = theme === currentTheme();
  input.dataset.test = `theme-${theme}`;
  label.append(input, icon(THEME_ICONS[theme]), make("span", "", words.themeNames[theme]));
  return label;
}
