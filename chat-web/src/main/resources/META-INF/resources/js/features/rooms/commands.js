import { Refusal } from "../../net/protocol.js";
import { idBefore } from "./room-ids.js";

const ROOM_PAGE = 100;

/**
 * The commands of rooms. Each rejects with the server's refusal; replies reach the store by
 * themselves.
 */
export function roomCommands({ store, connection, roomSync, commands }) {
  /** Shows a room; joins it first if the user is not in it. */
  async function openRoom(room) {
    const { rooms, current } = store.state;
    const held = rooms.get(room);
    if (held !== undefined) store.dispatch({ type: "opened", room });
    if (!connection.isOpen) return room;
    if (!held?.joined) await joinOrGoBack(room, current);
    if (held === undefined) store.dispatch({ type: "opened", room });
    if (!store.state.rooms.get(room)?.membersKnown) await commands.members(room);
    return room;
  }

  /** A room that cannot be joined must not stay open, empty and for ever loading. */
  async function joinOrGoBack(room, former) {
    try {
      await roomSync.join({ room });
    } catch (refusal) {
      const isRefused = refusal instanceof Refusal && store.state.current === room;
      if (isRefused && former !== null) store.dispatch({ type: "opened", room: former });
      throw refusal;
    }
  }

  async function joinAndOpen(target) {
    const room = await roomSync.join(target);
    store.dispatch({ type: "opened", room });
    return room;
  }

  /** There is a room once this resolves: to ask again because it cannot be joined would make two. */
  async function createAndOpen(frame) {
    const { room } = await connection.request({ type: "create_room", ...frame });
    store.dispatch({ type: "opened", room: room.id });
    roomSync.keepJoining(room.id, true);
    return room.id;
  }

  function page(after, more = {}) {
    return { type: "get_rooms", limit: ROOM_PAGE, ...(after ? { after } : {}), ...more };
  }

  return {
    openRoom,

    joinByCode: (code) => joinAndOpen({ code: code.trim() }),

    /** By the secret of an invite to a private room. */
    joinByInvite: (invite) => joinAndOpen({ invite }),

    createRoom: ({ kind, name }) => createAndOpen({ kind, ...(name === "" ? {} : { name }) }),

    talkTo(user) {
      for (const { info } of store.state.rooms.values())
        if (info.with?.id === user) return openRoom(info.id);
      return createAndOpen({ kind: "direct", user });
    },

    /** `change`: {room, client_id, name?, topic?}; what it leaves out stays. */
    changeRoom: (change) => connection.request({ type: "change_room", ...change }),

    leaveRoom: (room) => connection.request({ type: "leave_room", room }),

    moreRooms: (after) => connection.request(page(after)),

    /** A page of public rooms that is not added to the list of the page. */
    roomsAfter: (after) => connection.request(page(after), "found"),

    /** Rooms that are not permanent and whose ids begin with this, and those after them. */
    roomsFrom: (start) => connection.request(page(idBefore(start)), "found"),

    /**
     * What the server lists of a room that is not permanent and that the user may see; null if there
     * is none. These go by ascending id, so the room is the first one after the id right before its
     * own. The permanent rooms come before them, and `welcome` has them all.
     */
    async lookUpRoom(id) {
      const { rooms } = await connection.request(page(idBefore(id), { limit: 1 }), "found");
      return rooms[0]?.id === id ? rooms[0] : null;
    },
  };
}
