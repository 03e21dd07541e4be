const MEMBER_PAGE = 200;

/** The commands of users and members. Each rejects with the server's refusal. */
export function memberCommands({ connection }) {
  const page = (room, after) => ({
    type: "members",
    room,
    limit: MEMBER_PAGE,
    ...(after ? { after } : {}),
  });

  return {
    rename: (username) => connection.request({ type: "set_username", username }),

    members: (room, after) => connection.request(page(room, after)),

    /** A page of members that is not added to what is shown of the room. */
    peopleAfter: (room, after) => connection.request(page(room, after), "found"),
  };
}
