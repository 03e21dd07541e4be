// What the address of the page asks for: `/?username=Ada&room=general&code=XXXX&server=…`, or an
// invitation: `?invite=…#room=Book+club` into a private room, `?invitation=…` to register. All of it
// is a wish. The name of a private room stands where browsers send it to nobody.

const LONGEST_ROOM_NAME = 64;

export function readWishes({ search, hash = "" }) {
  const query = new URLSearchParams(search);
  const called = new URLSearchParams(hash.slice(1)).get("room")?.trim() ?? "";
  return {
    called: called !== "" && [...called].length <= LONGEST_ROOM_NAME ? called : null,
    name: query.get("username")?.trim() || null,
    room: query.get("room")?.trim() || null,
    code: query.get("code")?.trim() || null,
    invite: query.get("invite")?.trim() || null,
    invitation: query.get("invitation")?.trim() || null,
    server: query.get("server"),
  };
}

export function wishedWay({ code, room, invite, called }, lastRoom = null) {
  if (invite !== null) return { way: "invite", invite, called };
  if (code !== null) return { way: "code", code };
  if (room !== null) return { way: "room", room };
  if (lastRoom !== null) return { way: "room", room: lastRoom };
  return { way: "default" };
}

/** Whether an address names this room and nothing that was for once. */
export function isAddressOf({ room, ...once }, id) {
  return room === id && !hasMore(once);
}

/** Names, codes and invitations are for once: no reload and no history should keep them. */
export function hasMore({ name, code, invite, invitation }) {
  return [name, code, invite, invitation].some((wish) => wish !== null);
}

/**
 * An address that opens a room; whoever has its code or an invitation can join by it, and is told
 * what the room is `called`. An `invitation` is one to register. `server` is where the room is,
 * unless that is where the page comes from.
 */
export function roomAddress(page, { room, code, invite, called, invitation, server = null }) {
  const url = new URL(page);
  url.search = "";
  url.hash = "";
  if (server !== null) url.searchParams.set("server", server);
  if (invite && called) url.hash = new URLSearchParams({ room: called });
  if (invitation) url.searchParams.set("invitation", invitation);
  else if (invite) url.searchParams.set("invite", invite);
  else if (code) url.searchParams.set("code", code);
  else if (room) url.searchParams.set("room", room);
  return url.href;
}
