package chat.core.model;

import java.util.Set;

/**
 * A right of a connection, which the host grants. It is needed in addition to what a room allows.
 */
public enum Right {
  /** Read: list, join and leave rooms, receive and read events, mark as read, and search. */
  READ,
  /** Change what others see: post, type, create rooms, invite, change the own name. */
  WRITE,
  /** Administer the rooms that the user can read. */
  ADMINISTER;

  /** The usual rights of a user. */
  public static final Set<Right> USUAL = Set.of(READ, WRITE);
}
