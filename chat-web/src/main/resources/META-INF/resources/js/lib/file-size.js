import { locale } from "../i18n/language.js";

const STEP = 1_000;
const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"];
const formats = UNITS.map((unit) => {
  const unitDisplay = unit === "byte" ? "long" : "short";
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay, maximumFractionDigits: 1 });
});

/** A number of bytes as people read it: "2.4 MB". */
export function fileSize(bytes) {
  let size = bytes;
  let step = 0;
  for (; size >= STEP - 0.05 && step < formats.length - 1; step++) size /= STEP;
  return formats[step].format(size);
}
