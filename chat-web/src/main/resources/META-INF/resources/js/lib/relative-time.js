import { locale } from "../i18n/language.js";

const UNITS = [
  ["minute", 60_000, 60],
  ["hour", 3_600_000, 24],
  ["day", 86_400_000, 30],
  ["month", 2_592_000_000, Infinity],
];

const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
const dates = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });

/** A time relative to now: "5 minutes ago", "in 3 days". */
export function relativeTime(at, now = Date.now()) {
  const ms = new Date(at).getTime() - now;
  const [unit, size] = UNITS.find(([, length, most]) => Math.abs(ms) < length * most);
  return relative.format(Math.round(ms / size), unit);
}

/** A date without its time, as people write it. */
export function dateOf(at) {
  return dates.format(new Date(at));
}
