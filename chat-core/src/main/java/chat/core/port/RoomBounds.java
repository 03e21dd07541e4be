package chat.core.port;

import chat.core.model.Origin;

/**
 * What a new room must keep within; decided in the change that adds it. Immutable.
 *
 * @param created how many rooms of its kind its author may have created that still exist, this one
 *     included
 * @param memberships how many rooms a first member of it may belong to, this one included;
 *     conversations do not count
 * @param origin where its author is: for each group of it, how many public rooms created there may
 *     exist, this one included. Kept with a public room, and ignored for others
 */
public record RoomBounds(int created, int memberships, Origin origin) {
  /** No bounds. */
  public static final RoomBounds NONE =
      new RoomBounds(Integer.MAX_VALUE, Integer.MAX_VALUE, Origin.NONE);
}
