package chat.server.config;

/** How the server logs. Immutable. */
public enum LogFormat {
  /** A line for people: time, level, where, what. */
  TEXT,
  /** An object in a line, for programs. */
  JSON
}
