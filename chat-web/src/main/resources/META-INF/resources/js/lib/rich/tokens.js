// HTML that was copied elsewhere, as tokens: never as a document. A browser's own parser would make
// elements of it, which load what they name; this one knows tags, a few attributes, and text. Each
// search that finds nothing ends the text, so that the work is linear in its length.

/** Their content is no text of the page. */
const RAW = /^(?:script|style|title|textarea|xmp|iframe|noembed|noframes)$/;
const KEPT = new Set(["href", "style", "start", "class", "alt"]);
const LONGEST_VALUE = 4_096;

const LETTER = /[a-z]/i;
const NAME = /[^\s/>]+/y;
const SPACE = /[\s/]*/y;
const ATTRIBUTE = /([^\s/>][^\s/>=]*)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?/y;
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z\d]{1,9}));?/gi;

const NAMED = {
  amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0", shy: "\u00ad", copy: "\u00a9",
  reg: "\u00ae", trade: "\u2122", euro: "\u20ac", deg: "\u00b0", sect: "\u00a7", para: "\u00b6",
  laquo: "\u00ab", raquo: "\u00bb", lsquo: "\u2018", rsquo: "\u2019", sbquo: "\u201a",
  ldquo: "\u201c", rdquo: "\u201d", bdquo: "\u201e", hellip: "\u2026", ndash: "\u2013",
  mdash: "\u2014", bull: "\u2022", middot: "\u00b7", times: "\u00d7", iexcl: "\u00a1",
  iquest: "\u00bf", szlig: "\u00df",
};
/** "&auml;" is an "a" with two dots. */
const ACCENTS = {
  uml: "\u0308", acute: "\u0301", grave: "\u0300", circ: "\u0302", tilde: "\u0303", cedil: "\u0327",
};
const ACCENTED = /^([a-z])(uml|acute|grave|circ|tilde|cedil)$/i;

/**
 * The tokens of a text: {kind: "text", text}, {kind: "open", name, attributes} and {kind: "close",
 * name}. Of attributes it knows `href`, `style`, `start`, `class` and `alt`.
 */
export function* tokensOf(html) {
  for (let index = 0; index < html.length;) {
    const found = html.indexOf("<", index);
    const at = found < 0 ? html.length : found;
    if (at > index) yield { kind: "text", text: decoded(html.slice(index, at)) };
    if (found < 0) return;
    const next = html[at + 1] ?? "";
    if (html.startsWith("<!--", at)) index = endOf(html, "-->", at + 4);
    else if (next === "!" || next === "?") index = endOf(html, ">", at);
    else if (next === "/" && LETTER.test(html[at + 2] ?? "")) {
      yield { kind: "close", name: nameAt(html, at + 2) };
      index = endOf(html, ">", at);
    } else if (LETTER.test(next)) {
      const { end, ...tag } = tagAt(html, at + 1);
      yield { kind: "open", ...tag };
      index = RAW.test(tag.name) ? rawEnd(html, tag.name, end) : end;
    } else {
      yield { kind: "text", text: "<" };
      index = at + 1;
    }
  }
}

/** Behind the next `mark`, or behind the whole text. */
function endOf(html, mark, from) {
  const found = html.indexOf(mark, from);
  return found < 0 ? html.length : found + mark.length;
}

function nameAt(html, start) {
  NAME.lastIndex = start;
  return NAME.exec(html)[0].toLowerCase();
}

function tagAt(html, start) {
  const name = nameAt(html, start);
  const attributes = {};
  for (let index = start + name.length; ;) {
    SPACE.lastIndex = index;
    SPACE.exec(html);
    index = SPACE.lastIndex;
    if (index >= html.length) return { name, attributes, end: html.length };
    if (html[index] === ">") return { name, attributes, end: index + 1 };
    ATTRIBUTE.lastIndex = index;
    const [whole, key, double, single, bare] = ATTRIBUTE.exec(html);
    const value = double ?? single ?? bare ?? "";
    if (KEPT.has(key.toLowerCase()) && value.length <= LONGEST_VALUE)
      attributes[key.toLowerCase()] = decoded(value);
    index += whole.length;
  }
}

/** Where the closing tag of an element stands whose content has no tags. */
function rawEnd(html, name, from) {
  const closing = new RegExp(`</${name}`, "gi");
  closing.lastIndex = from;
  return closing.exec(html)?.index ?? html.length;
}

function decoded(text) {
  return text.replace(ENTITY, (whole, decimal, hex, name) => {
    if (name === undefined) return character(decimal === undefined ? parseInt(hex, 16) : Number(decimal));
    const known = NAMED[name] ?? NAMED[name.toLowerCase()];
    if (known !== undefined) return known;
    const [, letter, accent] = ACCENTED.exec(name) ?? [];
    return letter === undefined ? whole : (letter + ACCENTS[accent.toLowerCase()]).normalize("NFC");
  });
}

function character(code) {
  const isNone = code === 0 || code > 0x10_ffff || (code >= 0xd800 && code <= 0xdfff);
  return isNone ? "\ufffd" : String.fromCodePoint(code);
}
