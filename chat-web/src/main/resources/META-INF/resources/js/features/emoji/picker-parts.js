import { words } from "../../i18n/words.js";
import { icon, isTouchKeyboard, label, make, setText } from "../../lib/dom.js";
import { RovingFocus } from "../../ui/roving-focus.js";
import { chooseSkinTone, skinTone } from "./emoji-choice.js";
import { withTone } from "./emoji-data.js";

const HAND = { text: "\u270b", pattern: "+" };

/** What stands for each of Unicode's groups. */
const SIGNS = [
  [0, "\u{1f600}"],
  [1, "\u{1f44b}"],
  [3, "\u{1f43b}"],
  [4, "\u{1f354}"],
  [5, "\u{1f697}"],
  [6, "\u26bd"],
  [7, "\u{1f4a1}"],
  [8, "\u{1f523}"],
  [9, "\u{1f3c1}"],
];

/**
 * The elements of an emoji picker, which are made here so that the first visit does not load their
 * markup: {root, search, list, probe}, and functions that show its tones, preview and status. Calls
 * `onTone()` when another skin tone was chosen, `onGroup(group)` to go to a group.
 */
export function pickerParts(storage, { onTone, onGroup }) {
  const root = make("dialog", "emoji-picker");
  label(root, words.emojiPicker);
  root.dataset.test = "emoji-picker";
  root.setAttribute("aria-busy", "true");

  const search = searchField();
  const close = iconButton("close", words.close);
  close.addEventListener("click", () => root.close());
  // On a phone its keyboard would cover what is to be chosen from.
  (isTouchKeyboard() ? close : search).autofocus = true;

  const tones = tonesRow(storage, onTone);
  const head = make("div", "emoji-head");
  head.append(search, tones.button, close);

  const list = make("div", "emoji-list");
  list.dataset.test = "emoji-list";
  const probe = make("span", "emoji-cell is-probe");
  const said = make("p", "emoji-said", words.emojiLoading);
  said.dataset.test = "emoji-said";
  said.setAttribute("role", "status");
  const preview = previewRow();
  root.append(head, tones.row, groupsRow(onGroup), said, list, preview.row, probe);
  return {
    root,
    search,
    list,
    probe,
    showTones: tones.show,
    showPreview: preview.show,
    say: (text) => setText(said, text),
  };
}

function searchField() {
  const field = make("input", "emoji-search");
  field.dataset.test = "emoji-search";
  field.inputMode = "search";
  field.maxLength = 64;
  field.autocomplete = "off";
  field.spellcheck = false;
  field.placeholder = words.emojiSearch;
  label(field, words.emojiSearch);
  return field;
}

function iconButton(name, title) {
  const button = make("button", "icon-button");
  button.type = "button";
  button.append(icon(name));
  label(button, title, true);
  return button;
}

/** The six skin tones, behind a button that shows the present one. */
function tonesRow(storage, onTone) {
  const button = make("button", "icon-button emoji-tone");
  button.type = "button";
  button.dataset.test = "emoji-tone";
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", "emoji-tones");
  const row = make("fieldset", "emoji-tones");
  row.id = "emoji-tones";
  row.hidden = true;
  button.disabled = true; // until the names of the tones are there
  const toggle = (isOpen) => {
    row.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
  };
  button.addEventListener("click", () => toggle(row.hidden));

  const show = (names) => {
    const all = [words.noSkinTone, ...names];
    const showChosen = () => {
      const tone = skinTone(storage);
      setText(button, withTone(HAND, tone));
      label(button, words.skinToneNow(all[tone]), true);
      button.title = words.skinTone;
    };
    row.append(make("legend", "unseen", words.skinTone));
    all.forEach((name, tone) => {
      const choice = make("label", "emoji-tone-choice");
      const input = make("input");
      input.type = "radio";
      input.name = "emoji-tone";
      input.checked = tone === skinTone(storage);
      input.dataset.test = `emoji-tone-${tone}`;
      label(input, name);
      input.addEventListener("change", () => {
        chooseSkinTone(storage, tone);
        showChosen();
        onTone();
      });
      const sign = make("span", "", withTone(HAND, tone));
      sign.setAttribute("aria-hidden", "true");
      choice.title = name;
      choice.append(input, sign);
      row.append(choice);
    });
    showChosen();
    button.disabled = false;
  };
  setText(button, withTone(HAND, skinTone(storage)));
  label(button, words.skinTone);
  return { button, row, show };
}

function groupsRow(onGroup) {
  const row = make("div", "emoji-groups");
  row.setAttribute("role", "toolbar");
  label(row, words.emojiGroupsName);
  for (const [group, sign] of SIGNS) {
    const button = make("button", "emoji-group");
    button.type = "button";
    button.dataset.test = `emoji-group-${group}`;
    const picture = make("span", "", sign);
    picture.setAttribute("aria-hidden", "true");
    button.append(picture);
    label(button, words.emojiGroups[group]);
    button.title = words.emojiGroups[group];
    button.addEventListener("click", () => onGroup(group));
    row.append(button);
  }
  new RovingFocus(row, "button", true).settle();
  return row;
}

/** For those who see: what a screen reader reads from the emoji itself. */
function previewRow() {
  const row = make("div", "emoji-preview");
  row.setAttribute("aria-hidden", "true");
  const sign = make("span", "emoji-preview-sign");
  const name = make("span", "emoji-preview-name");
  const code = make("span", "emoji-preview-code");
  row.append(sign, name, code);
  const show = (text, called, shortcode) => {
    setText(sign, text);
    setText(name, called);
    setText(code, shortcode === undefined ? "" : `:${shortcode}:`);
  };
  return { row, show };
}
