package chat.server.account.service;

/** Who may register. */
public enum RegistrationMode {
  /** Whoever comes. */
  OPEN,
  /** Whoever has an invitation. */
  INVITE,
  /** Nobody. */
  CLOSED
}
