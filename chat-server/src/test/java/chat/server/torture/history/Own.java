package chat.server.torture.history;

/**
 * A value of a user's own state. Immutable.
 *
 * @param root the root of the thread that it is about; 0 for none
 * @param number a read marker, or the rev of a draft; {@link #NONE} when it is not known
 * @param text a level of notifications, the text of a draft, or whether a thread is followed; empty
 *     for none
 */
public record Own(Kind kind, String room, long root, long number, String text) {
  /** The rev of a draft that is not there. */
  public static final long NONE = -1;

  private static final String ON = "on";
  private static final String OFF = "off";

  /** What users have of their own. */
  public enum Kind {
    MARK,
    LEVEL,
    DRAFT,
    FOLLOW,
    THREAD_MARK
  }

  /** A read marker. */
  public static Own mark(String room, long seq) {
    return new Own(Kind.MARK, room, 0, seq, "");
  }

  /** A level of notifications with its end. */
  public static Own level(String room, String level) {
    return new Own(Kind.LEVEL, room, 0, 0, level);
  }

  /** A draft; one without a text is removed. */
  public static Own draft(String room, long root, long rev, String text) {
    return new Own(Kind.DRAFT, room, root, rev, text);
  }

  /** Whether the user follows a thread. */
  public static Own follow(String room, long root, boolean on) {
    return new Own(Kind.FOLLOW, room, root, 0, on ? ON : OFF);
  }

  /** The marker of a thread that the user follows. */
  public static Own threadMark(String room, long root, long seq) {
    return new Own(Kind.THREAD_MARK, room, root, seq, "");
  }

  /** What it is the value of, of one user. */
  public String thing() {
    return kind + " " + room + " " + root;
  }

  /** Whether a client that was told this can read {@code last}: a reply raises a marker untold. */
  boolean isShownAs(Own last) {
    return looksLike(last) || (kind == Kind.THREAD_MARK && number < last.number);
  }

  /** Whether a reader cannot tell them apart. */
  boolean looksLike(Own other) {
    boolean gone = number == NONE || other.number == NONE; // of a removed draft no rev is shown
    return thing().equals(other.thing())
        && text.equals(other.text)
        && (gone || number == other.number);
  }
}
