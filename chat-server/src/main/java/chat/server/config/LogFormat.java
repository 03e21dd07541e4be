package chat.server.config;

/** The format of the log. Immutable. */
public enum LogFormat {
  /** One line of text per event: time, level, logger, message. */
  TEXT,
  /** One JSON object per line, for programs. */
  JSON
}
