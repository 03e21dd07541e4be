// Which emoji this device can draw: its font knows all of an edition of Unicode or none.

const KNOWN = "\u{1f600}";
const SIZE = 24;
/** As in emoji-picker.css: some fonts of text have a few emoji in one colour. */
const FONTS = '"Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", "Twemoji Mozilla", sans-serif';
/** An unknown sequence is drawn as its parts, one beside the other. */
const WIDEST = 1.6;

/** One emoji of each version since 13, after which devices differ. */
const SAMPLES = new Map([
  [13.1, "\u2764\ufe0f\u200d\u{1f525}"],
  [14, "\u{1fae0}"],
  [15, "\u{1fae8}"],
  [15.1, "\u{1f426}\u200d\u{1f525}"],
  [16, "\u{1fae9}"],
  [17, "\u{1faea}"],
]);

let missing = null;

/**
 * Whether the device draws an emoji of this version; a later one than those known here is shown.
 * Where colour cannot be read from a canvas (a font of one colour, a browser that protects against
 * recognition), all are shown.
 */
export function isDrawable(version) {
  missing ??= findMissing();
  return !missing.has(version);
}

function findMissing() {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return new Set();
  context.font = `${SIZE * 0.75}px ${FONTS}`;
  context.textBaseline = "top";
  if (!isInColour(context, KNOWN)) return new Set();
  const widest = WIDEST * context.measureText(KNOWN).width;
  const isMissing = (text) =>
    context.measureText(text).width > widest || !isInColour(context, text);
  return new Set([...SAMPLES.keys()].filter((version) => isMissing(SAMPLES.get(version))));
}

/** A picture does not change with the colour of the text; a box for a missing letter does. */
function isInColour(context, text) {
  const [dark, light] = ["#000", "#fff"].map((colour) => {
    context.clearRect(0, 0, SIZE, SIZE);
    context.fillStyle = colour;
    context.fillText(text, 0, 0);
    return context.getImageData(0, 0, SIZE, SIZE).data;
  });
  return dark.some((value) => value > 0) && dark.every((value, index) => value === light[index]);
}
