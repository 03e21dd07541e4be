import { locale } from "./language.js";

// How the chosen language counts and lists: what the files of words are built with.

const numbers = new Intl.NumberFormat(locale);
const rules = new Intl.PluralRules(locale);
const lists = new Intl.ListFormat(locale, { type: "conjunction" });

export function number(value) {
  return numbers.format(value);
}

/** `plural(2, { one: "message", other: "messages" })` is "2 messages". */
export function plural(count, forms) {
  return `${number(count)} ${form(count, forms)}`;
}

/** The form for a number, without the number. */
export function form(count, forms) {
  return forms[rules.select(count)] ?? forms.other;
}

/** "Ada, Bob and Grace". */
export function list(items) {
  return lists.format(items);
}
