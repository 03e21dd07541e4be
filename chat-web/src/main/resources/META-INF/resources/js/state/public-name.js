import { ask } from "../net/rest.js";

const ID = /^[a-z0-9][a-z0-9-]*[a-z0-9]$/;

/** The name of a public room with this id, or null. Pages of rooms go by ascending id. */
export async function publicName({ apiUrl, session }, id) {
  if (!ID.test(id)) return null;
  const url = new URL("rooms", apiUrl);
  url.searchParams.set("limit", "100");
  // What comes after the id without its last letter is near it.
  url.searchParams.set("after", id.slice(0, -1).replace(/-$/, ""));
  const { rooms } = await ask(url, { headers: session.headers() });
  return rooms.find((room) => room.id === id)?.name ?? null;
}
