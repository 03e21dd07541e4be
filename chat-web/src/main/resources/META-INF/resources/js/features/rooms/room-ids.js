// What the protocol says of the ids of public rooms: their order, and how they follow from names.

/** The characters of room ids in their order, and the length of the longest id. */
const ORDER = "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
const LONGEST = 160;

/** The greatest possible id below another one; "" when there is none. */
export function idBefore(id) {
  const start = id.slice(0, -1);
  const at = ORDER.indexOf(id.at(-1));
  return at <= 0 ? start : (start + ORDER[at - 1]).padEnd(LONGEST, ORDER.at(-1));
}

/**
 * What the id of a public room begins with whose name begins so; "" when its beginning has nothing
 * that can stand in an id.
 */
export function idStart(name) {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{Mn}+/gu, "")
    .replace(/[^a-z0-9_]+/g, "-")
    .replace(/^-|-$/g, "");
}
