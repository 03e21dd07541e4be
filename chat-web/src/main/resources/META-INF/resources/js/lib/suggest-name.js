import { words } from "../i18n/words.js";
import { beginning } from "./graphemes.js";

/** So that a dash and a number find place in a name of 32 characters. */
const LONGEST_BASE = 28;

/** A name to begin with: friendly, and seldom taken. */
export function suggestName(random = Math.random) {
  const [first, second] = words.nameParts.map((part) => {
    const choices = part.split(" ");
    return choices[Math.floor(random() * choices.length)];
  });
  return `${first}${second}${10 + Math.floor(random() * 90)}`;
}

/** The same name with a number behind it, for when it is taken. */
export function anotherName(name, random = Math.random) {
  const base = beginning(name.replace(/-\d+$/, ""), LONGEST_BASE);
  return `${base}-${2 + Math.floor(random() * 98)}`;
}
