// Commands of invites to private rooms. Each rejects with the server's refusal.

/** Resolves to {invite, secret}; the secret is sent only this once. */
export function createInvite({ connection }, room) {
  return connection.request({ type: "create_invite", room });
}

export async function listInvites({ connection }, room) {
  return (await connection.request({ type: "get_invites", room })).invites;
}

export function revokeInvite({ connection }, room, invite) {
  return connection.request({ type: "revoke_invite", room, invite });
}
