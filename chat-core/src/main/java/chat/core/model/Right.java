package chat.core.model;

import java.util.Set;

/**
 * What a connection may do at all, whatever the rooms allow; the host says which of them it has.
 */
public enum Right {
  /** Look: list, join, leave, hear, read, mark as read and search. */
  READ,
  /** Say and change what others see: post, type, create, invite, take another name. */
  WRITE,
  /** What the administrators of a chat may do in the rooms that they can read. */
  ADMINISTER;

  /** The rights of people. */
  public static final Set<Right> USUAL = Set.of(READ, WRITE);
}
