// What the address of the page asks for: `/?username=Ada&room=general&code=XXXX&server=…`. All of
// it is a wish.

export function readWishes(search) {
  const query = new URLSearchParams(search);
  return {
    name: query.get("username")?.trim() || null,
    room: query.get("room")?.trim() || null,
    code: query.get("code")?.trim() || null,
    server: query.get("server"),
  };
}

export function wishedWay({ code, room }, lastRoom = null) {
  if (code !== null) return { way: "code", code };
  if (room !== null) return { way: "room", room };
  if (lastRoom !== null) return { way: "room", room: lastRoom };
  return { way: "default" };
}

/** An address that opens a room; a code lets whoever has it join. */
export function roomAddress(page, { room, code }) {
  const url = new URL(page);
  url.search = "";
  url.hash = "";
  if (code) url.searchParams.set("code", code);
  else if (room) url.searchParams.set("room", room);
  return url.href;
}
