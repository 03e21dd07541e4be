package chat.server.websocket;

/** The codes with which the server closes a WebSocket; they tell clients whether to come back. */
final class CloseCode {
  /** The server stops, or the peer fell silent: come back within seconds. */
  static final int GOING_AWAY = 1001;

  /** The peer does what no client of a chat does: do not come back by yourself. */
  static final int POLICY = 1008;

  /** The peer reads too slowly, or the chat is unavailable: come back and resume. */
  static final int TRY_AGAIN = 1013;

  /** The session is unknown or ended: get another one. */
  static final int SESSION_UNKNOWN = 4001;

  /** Too many connections from one address: come back later. */
  static final int TOO_MANY_CONNECTIONS = 4003;

  /** The peer keeps sending what nobody understands: do not come back by yourself. */
  static final int TOO_MANY_BAD_FRAMES = 4008;

  private CloseCode() {}
}
