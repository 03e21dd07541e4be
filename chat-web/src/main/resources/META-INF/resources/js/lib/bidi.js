const FIRST_STRONG = "\u2068";
const POP = "\u2069";
/** What begins and ends isolates, and would end the one around it. */
const ISOLATING = /[\u2066-\u2069]/gu;
const ISOLATED = /\u2068([^\u2069]*)\u2069/u;

/** A name, or what else a user typed, for a sentence of the interface, marked so that `isolatedNodes` finds it. */
export function isolate(name) {
  return `${FIRST_STRONG}${name.replace(ISOLATING, "")}${POP}`;
}

/** A sentence as nodes: its direction is its own, and each name that was isolated has its own too. */
export function isolatedNodes(text) {
  return text.split(ISOLATED).map((piece, index) => {
    if (index % 2 === 0) return document.createTextNode(piece);
    const name = document.createElement("bdi");
    name.textContent = piece;
    return name;
  });
}
