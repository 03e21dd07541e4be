import { foldName } from "../../lib/fold-text.js";

// Questions that views ask about users.

const collator = new Intl.Collator(undefined, { sensitivity: "base", numeric: true });

export function compareNames(a, b) {
  return collator.compare(a.name, b.name);
}

/** The user with this name, as far as the page knows; else null. */
export function userNamed({ users, rooms, current }, name) {
  const wanted = foldName(name);
  const same = (user) => foldName(user.name) === wanted;
  const here = rooms.get(current)?.members.find(same);
  if (here !== undefined) return here;
  for (const { info } of rooms.values()) if (info.with && same(info.with)) return info.with;
  return [...users.values()].find(same) ?? null;
}

/** Whether to mark guests: where all users are guests, the mark says nothing. */
export function showsGuests({ self, users, rooms, current }) {
  if (self !== null && self.kind !== "guest") return true;
  const isOther = ({ kind }) => kind === "registered";
  if ((rooms.get(current)?.members ?? []).some(isOther)) return true;
  for (const { info } of rooms.values()) if (info.with && isOther(info.with)) return true;
  for (const user of users.values()) if (isOther(user)) return true;
  return false;
}
