const UNITS = [
  ["minute", 60_000, 60],
  ["hour", 3_600_000, 24],
  ["day", 86_400_000, 30],
  ["month", 2_592_000_000, Infinity],
];

/** How long ago, or how long from now: "5 minutes ago", "in 3 days". */
export function ago(at, now = Date.now()) {
  const ms = new Date(at).getTime() - now;
  const [unit, size] = UNITS.find(([, length, most]) => Math.abs(ms) < length * most);
  return formatIn(document.documentElement.lang).format(Math.round(ms / size), unit);
}

/** A date without its time, as people write it. */
export function dateOf(at) {
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium" });
  return format.format(new Date(at));
}

function formatIn(language) {
  return new Intl.RelativeTimeFormat(language, { numeric: "auto" });
}
