package chat.server.wire.json;

/** How pages display times. Immutable. */
public enum TimestampFormat {
  /** As in the locale of the browser: 2:30 PM or 14:30. */
  LOCALE("locale"),
  /** With AM and PM in every locale. */
  TWELVE_HOURS("12h"),
  /** From 00:00 to 23:59. */
  TWENTY_FOUR_HOURS("24h"),
  /** As in ISO 8601, with seconds: 14:30:05, and 2026-01-31 for days. */
  ISO("iso");

  private final String word;

  TimestampFormat(String word) {
    this.word = word;
  }

  /** Its name in the setting and on the wire. */
  public String word() {
    return word;
  }
}
