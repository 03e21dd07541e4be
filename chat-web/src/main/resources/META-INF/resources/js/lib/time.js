import { locale } from "../i18n/language.js";

const DAY_MS = 86_400_000;
const HOUR_CYCLES = { "12h": "h12", "24h": "h23", iso: "h23" };

const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
const longDay = new Intl.DateTimeFormat(locale, {
  weekday: "long",
  day: "numeric",
  month: "long",
});
const pastYearDay = new Intl.DateTimeFormat(locale, { dateStyle: "long" });
let style;
let clock;
let exact;
setClock("locale");

/**
 * How the server wants times to be shown: locale (as the reader's browser does), 12h, 24h, or iso.
 * The next page knows it before the server has spoken.
 */
export function keepClock(wanted = "locale", storage) {
  if (storage.get("clock") !== wanted) storage.set("clock", wanted);
  if (wanted !== style) setClock(wanted);
}

function setClock(wanted) {
  style = wanted;
  // The words may be in another language than the reader's own: the clock keeps to their habit.
  const own = new Intl.DateTimeFormat(undefined, { hour: "numeric" }).resolvedOptions().hourCycle;
  const hourCycle = HOUR_CYCLES[wanted] ?? own;
  const hour = hourCycle === "h12" || hourCycle === "h11" ? "numeric" : "2-digit";
  clock = new Intl.DateTimeFormat(locale, { hour, minute: "2-digit", hourCycle });
  exact = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "medium", hourCycle });
}

export function shortTime(at) {
  const date = new Date(at);
  return style === "iso" ? isoTime(date) : clock.format(date);
}

/** The same in two parts, {time, rest}: `rest` is "AM" or "PM" or the seconds, with what divides. */
export function shortTimeParts(at) {
  if (style === "iso") {
    const whole = isoTime(new Date(at));
    return { time: whole.slice(0, 5), rest: whole.slice(5) };
  }
  const parts = clock.formatToParts(new Date(at));
  const end = parts.findIndex(({ type }) => type === "minute") + 1;
  const text = (some) => some.map(({ value }) => value).join("");
  const begin = parts.findIndex(({ type }) => type === "hour");
  return { time: text(parts.slice(begin, end)), rest: text([...parts.slice(end), ...parts.slice(0, begin)]) };
}

export function exactTime(at) {
  const date = new Date(at);
  return style === "iso" ? `${isoDay(date)} ${isoTime(date)}` : exact.format(date);
}

/** Days are those of the reader's own calendar: a key that is equal within one local date. */
export function dayKey(at) {
  return isoDay(new Date(at));
}

export function dayName(at, now = Date.now()) {
  if (style === "iso") return dayKey(at);
  const daysAgo = Math.round((startOfDay(now) - startOfDay(at)) / DAY_MS);
  if (daysAgo === 0 || daysAgo === 1) return capitalised(relative.format(-daysAgo, "day"));
  const date = new Date(at);
  const format = date.getFullYear() === new Date(now).getFullYear() ? longDay : pastYearDay;
  return format.format(date);
}

/** The time of what is of today, else its day. */
export function dayOrTime(at) {
  return dayKey(at) === dayKey(Date.now()) ? shortTime(at) : dayName(at);
}

function isoDay(date) {
  return [date.getFullYear(), digits(date.getMonth() + 1), digits(date.getDate())].join("-");
}

function isoTime(date) {
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(digits).join(":");
}

function digits(value) {
  return String(value).padStart(2, "0");
}

function startOfDay(at) {
  return new Date(at).setHours(0, 0, 0, 0);
}

function capitalised(text) {
  return text[0].toLocaleUpperCase(locale) + text.slice(1);
}
