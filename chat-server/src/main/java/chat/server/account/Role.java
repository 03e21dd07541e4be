package chat.server.account;

/** What an account may do beyond speaking for itself. */
public enum Role {
  /** Nothing. */
  USER,
  /** Inviting people, and whatever else keeps a chat in order. */
  ADMIN
}
