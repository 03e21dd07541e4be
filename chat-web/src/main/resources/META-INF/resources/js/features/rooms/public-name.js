import { ask } from "../../net/rest.js";

const ID = /^[a-z0-9][a-z0-9-]*[a-z0-9]$/;

/** The name of a public room with this id, or null. */
export async function publicName(server, id) {
  if (!ID.test(id)) return null;
  // Permanent rooms come first; after them pages go by ascending id, so that what comes after the id
  // without its last letter is near it.
  return (
    (await nameInPage(server, id, {})) ??
    (await nameInPage(server, id, { after: id.slice(0, -1).replace(/-$/, "") }))
  );
}

async function nameInPage({ apiUrl, session }, id, from) {
  const url = new URL("rooms", apiUrl);
  url.search = new URLSearchParams({ limit: "100", ...from });
  const { rooms } = await ask(url, { headers: session.headers() });
  return rooms.find((room) => room.id === id)?.name ?? null;
}
