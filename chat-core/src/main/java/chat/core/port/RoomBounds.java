package chat.core.port;

/**
 * What a new room must keep within; decided in the change that adds it. Immutable.
 *
 * @param created how many rooms of its kind its author may have created that still exist, this one
 *     included
 * @param memberships how many rooms a first member of it may belong to, this one included;
 *     conversations do not count
 */
public record RoomBounds(int created, int memberships) {
  /** No bounds. */
  public static final RoomBounds NONE = new RoomBounds(Integer.MAX_VALUE, Integer.MAX_VALUE);
}
