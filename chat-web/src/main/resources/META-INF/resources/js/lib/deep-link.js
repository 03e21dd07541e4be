// What the address of the page names: `/?username=Ada&room=general&server=…`, or `/#/general/42` for
// a message of a room. Behind `#`, which
// browsers send to no server and no proxy logs, stand the secrets: `#code=XXXX` of a code room,
// `#invite=…&room=Book+club` into a private room, `#invitation=…` to register.

const LONGEST_ROOM_NAME = 64;
const OF_MESSAGE = /^#\/([^/]+)\/(\d{1,15})$/;

export function readDeepLink({ search, hash = "" }) {
  const query = new URLSearchParams(search);
  const message = OF_MESSAGE.exec(hash);
  if (message !== null) query.set("room", decodeRoom(message[1]));
  const fragment = new URLSearchParams(hash.slice(1));
  const called = fragment.get("room")?.trim() ?? "";
  // Links made before secrets stood behind `#` have them in the query.
  const secret = (name) => (fragment.get(name) ?? query.get(name))?.trim() || null;
  return {
    called: called !== "" && [...called].length <= LONGEST_ROOM_NAME ? called : null,
    name: query.get("username")?.trim() || null,
    room: query.get("room")?.trim() || null,
    code: secret("code"),
    invite: secret("invite"),
    invitation: secret("invitation"),
    server: query.get("server"),
    seq: message === null ? null : Number(message[2]),
  };
}

function decodeRoom(id) {
  try {
    return decodeURIComponent(id);
  } catch {
    return id; // a stray percent sign: no room has it in its id
  }
}

/** An address that opens a room at one of its messages, for those who may read it. */
export function messageAddress(page, { room, seq }) {
  const url = new URL(page);
  url.search = "";
  url.hash = `/${encodeURIComponent(room)}/${seq}`;
  return url.href;
}

export function destinationOf({ code, room, invite, called }, lastRoom = null) {
  if (invite !== null) return { way: "invite", invite, called };
  if (code !== null) return { way: "code", code };
  if (room !== null) return { way: "room", room };
  if (lastRoom !== null) return { way: "room", room: lastRoom };
  return { way: "default" };
}

/** Whether an address names this room and nothing that was for once. */
export function isAddressOf({ room, seq, ...once }, id) {
  return room === id && seq === null && !hasMore(once);
}

/** Names, codes and invitations are for once: no reload and no history should keep them. */
export function hasMore({ name, code, invite, invitation }) {
  return [name, code, invite, invitation].some((part) => part !== null);
}

/**
 * An address that opens a room; a user with its code or an invite can join by it, and is told
 * what the room is `called`. An `invitation` is one to register. `server` is where the room is,
 * unless that is where the page comes from.
 */
export function roomAddress(page, { room, code, invite, called, invitation, server = null }) {
  const url = new URL(page);
  url.search = "";
  url.hash = "";
  if (server !== null) url.searchParams.set("server", server);
  if (invitation) url.hash = new URLSearchParams({ invitation });
  else if (invite) url.hash = new URLSearchParams({ invite, ...(called && { room: called }) });
  else if (code) url.hash = new URLSearchParams({ code });
  else if (room) url.searchParams.set("room", room);
  return url.href;
}
