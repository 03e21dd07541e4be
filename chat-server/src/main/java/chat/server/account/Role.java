package chat.server.account;

/** The permissions of an account. */
public enum Role {
  /** An ordinary user. */
  USER,
  /** May create signup invites and moderate the chat. */
  ADMIN
}
