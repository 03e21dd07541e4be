package chat.server.account.service;

/** Who may register. */
public enum RegistrationMode {
  /** Every client. */
  OPEN,
  /** Clients with a signup invite. */
  INVITE,
  /** No client. */
  CLOSED
}
