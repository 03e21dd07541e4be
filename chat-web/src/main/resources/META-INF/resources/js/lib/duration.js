import { locale } from "../i18n/language.js";

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
];

/** A length of time in the largest unit in which it is whole: "1 hour", "90 minutes". */
export function durationOf(ms) {
  const [unit, length] = UNITS.find(([, each]) => ms >= each && ms % each === 0) ?? UNITS.at(-1);
  const format = new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" });
  return format.format(Math.ceil(ms / length));
}
