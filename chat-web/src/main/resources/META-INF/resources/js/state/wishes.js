// What the address of the page asks for: `/?username=Ada&room=general&code=XXXX&server=…`, or an
// invitation: `?invite=…` into a private room, `?invitation=…` to register. All of it is a wish.

export function readWishes(search) {
  const query = new URLSearchParams(search);
  return {
    name: query.get("username")?.trim() || null,
    room: query.get("room")?.trim() || null,
    code: query.get("code")?.trim() || null,
    invite: query.get("invite")?.trim() || null,
    invitation: query.get("invitation")?.trim() || null,
    server: query.get("server"),
  };
}

export function wishedWay({ code, room, invite }, lastRoom = null) {
  if (invite !== null) return { way: "invite", invite };
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
 * An address that opens a room; whoever has its code or an invitation can join by it. An
 * `invitation` is one to register.
 */
export function roomAddress(page, { room, code, invite, invitation }) {
  const url = new URL(page);
  url.search = "";
  url.hash = "";
  if (invitation) url.searchParams.set("invitation", invitation);
  else if (invite) url.searchParams.set("invite", invite);
  else if (code) url.searchParams.set("code", code);
  else if (room) url.searchParams.set("room", room);
  return url.href;
}
