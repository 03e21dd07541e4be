package chat.server.torture.history;

/**
 * A value of a user's own state. Immutable.
 *
 * @param root the root of the thread of a draft; 0 otherwise
 * @param number a read marker, or the rev of a draft; {@link #NONE} when it is not known
 * @param text a level of notifications, or the text of a draft; empty for none
 */
public record Own(Kind kind, String room, long root, long number, String text) {
  /** The rev of a draft that is not there. */
  public static final long NONE = -1;

  /** What users have of their own. */
  public enum Kind {
    MARK,
    LEVEL,
    DRAFT
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

  /** What it is the value of, of one user. */
  public String thing() {
    return kind + " " + room + " " + root;
  }

  /** Whether a reader cannot tell them apart. */
  boolean looksLike(Own other) {
    boolean gone = number == NONE || other.number == NONE; // of a removed draft no rev is shown
    return thing().equals(other.thing())
        && text.equals(other.text)
        && (gone || number == other.number);
  }
}
