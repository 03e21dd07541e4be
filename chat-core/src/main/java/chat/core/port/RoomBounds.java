package chat.core.port;

import chat.core.model.Origin;

/**
 * The limits for a new room; checked atomically with adding it. Immutable.
 *
 * @param created maximum number of existing rooms of its kind created by its author, including this
 *     one
 * @param memberships maximum number of rooms of each first member, including this one, without
 *     conversations
 * @param origin the origin of its author, whose groups limit the number of public rooms, including
 *     this one. Stored with a public room, and ignored for others
 */
public record RoomBounds(int created, int memberships, Origin origin) {
  /** No bounds. */
  public static final RoomBounds NONE =
      new RoomBounds(Integer.MAX_VALUE, Integer.MAX_VALUE, Origin.NONE);
}
