const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
// The interface speaks English; only the clock follows the reader's own habits.
const language = globalThis.navigator?.language?.startsWith("en") ? navigator.language : "en";
const exact = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "medium" });
const longDay = new Intl.DateTimeFormat(language, {
  weekday: "long",
  day: "numeric",
  month: "long",
});
const pastYearDay = new Intl.DateTimeFormat(language, { dateStyle: "long" });
const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
const DAY_MS = 86_400_000;

export function shortTime(at) {
  return clock.format(new Date(at));
}

export function exactTime(at) {
  return exact.format(new Date(at));
}

/** Days are those of the reader's own calendar: a key that is equal within one local date. */
export function dayKey(at) {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

export function dayName(at, now = Date.now()) {
  const daysAgo = Math.round((startOfDay(now) - startOfDay(at)) / DAY_MS);
  if (daysAgo === 0 || daysAgo === 1) return capitalised(relative.format(-daysAgo, "day"));
  const date = new Date(at);
  const format = date.getFullYear() === new Date(now).getFullYear() ? longDay : pastYearDay;
  return format.format(date);
}

function startOfDay(at) {
  return new Date(at).setHours(0, 0, 0, 0);
}

function capitalised(text) {
  return text[0].toUpperCase() + text.slice(1);
}
