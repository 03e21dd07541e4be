package chat.server.wire.json;

/** How pages show times to people. Immutable. */
public enum TimestampFormat {
  /** As the reader's browser does: 2:30 PM or 14:30. */
  LOCALE("locale"),
  /** With AM and PM, whatever the reader's habit. */
  TWELVE_HOURS("12h"),
  /** From 00:00 to 23:59. */
  TWENTY_FOUR_HOURS("24h"),
  /** As in ISO 8601, with seconds: 14:30:05, and 2026-01-31 for days. */
  ISO("iso");

  private final String word;

  TimestampFormat(String word) {
    this.word = word;
  }

  /** What stands in the setting and on the wire. */
  public String word() {
    return word;
  }
}
