package chat.server.websocket;

/** The close codes of the server, which tell clients whether to reconnect. */
final class CloseCode {
  /** The server is stopping, or the peer was silent: reconnect within seconds. */
  static final int GOING_AWAY = 1001;

  /** The peer violates the policy of the server: do not reconnect automatically. */
  static final int POLICY = 1008;

  /** The peer reads too slowly, or the chat is unavailable: reconnect and resume. */
  static final int TRY_AGAIN = 1013;

  /** The session is unknown or has ended: get a new one. */
  static final int SESSION_UNKNOWN = 4001;

  /** Too many connections from one address: reconnect later. */
  static final int TOO_MANY_CONNECTIONS = 4003;

  /** The peer keeps sending malformed frames: do not reconnect automatically. */
  static final int TOO_MANY_BAD_FRAMES = 4008;

  private CloseCode() {}
}
