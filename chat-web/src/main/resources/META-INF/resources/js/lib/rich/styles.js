import { isWebAddress } from "../format/web-address.js";

// How a text looks: {bold, italic, strike, code, href, isPre}, each absent where it does not.

const TAGS = {
  b: "bold", strong: "bold", i: "italic", em: "italic", s: "strike", strike: "strike", del: "strike",
  code: "code", tt: "code", kbd: "code", samp: "code",
};
const WEIGHT = /(?:^|;)\s*font-weight\s*:\s*(\w+)/i;
const SLANT = /(?:^|;)\s*font-style\s*:\s*(\w+)/i;
const LINE = /(?:^|;)\s*text-decoration(?:-line)?\s*:[^;]*line-through/i;
const SPACE = /(?:^|;)\s*white-space\s*:\s*([\w-]+)/i;
const HIDDEN = /(?:^|;)\s*display\s*:\s*none/i;
const FIXED_WIDTH = /font-family\s*:[^;]*(?:monospace|consolas|menlo|monaco|courier)/i;
/** The page's own: bold as the page shows it, and not as it was written. */
const MENTION = /(?:^|\s)mention(?:\s|$)/;
const LONGEST_ADDRESS = 2_048;

export function isHidden({ attributes: { style = "" } }) {
  return HIDDEN.test(style);
}

/** Whether an element is a piece of a program's text, as editors copy it. */
export function isProgram({ attributes: { style = "" } }) {
  return SPACE.exec(style)?.[1].toLowerCase() === "pre" && FIXED_WIDTH.test(style);
}

/** The look within an element; `around` is the one around it. */
export function styleIn({ name, attributes }, around) {
  const style = { ...around };
  if (name in TAGS) style[TAGS[name]] = true;
  if (name === "a") style.href = addressOf(attributes.href) ?? around.href;
  if (name === "pre") style.isPre = true;
  const css = MENTION.test(attributes.class ?? "") ? "" : (attributes.style ?? "");
  if (css === "") return style;
  const weight = WEIGHT.exec(css)?.[1].toLowerCase();
  if (weight !== undefined) style.bold = /^(?:bold|bolder|[6-9]00)$/.test(weight);
  const slant = SLANT.exec(css)?.[1].toLowerCase();
  if (slant !== undefined) style.italic = slant === "italic" || slant === "oblique";
  if (LINE.test(css)) style.strike = true;
  const space = SPACE.exec(css)?.[1].toLowerCase();
  if (space !== undefined) style.isPre = /^(?:pre|pre-wrap|break-spaces)$/.test(space);
  return style;
}

/** An address to which a message may link. */
function addressOf(href = "") {
  const address = href.trim();
  if (address.length > LONGEST_ADDRESS || /[\s<>]/.test(address)) return undefined;
  return /^https?:\/\//i.test(address) && isWebAddress(address) ? address : undefined;
}

const LOOKS = ["bold", "strike", "italic", "code"];

/** Names a look, for comparing two of them. */
export function lookOf(style) {
  return `${LOOKS.map((look) => (style[look] ? look : "")).join(",")} ${style.href ?? ""}`;
}

export function isPlain(style) {
  return style.href === undefined && LOOKS.every((look) => !style[look]);
}
