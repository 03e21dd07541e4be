package chat.core.model;

/** Which users can find a room and may read it. */
public enum RoomKind {
  /** Listed; all users may read and join it. */
  PUBLIC,
  /**
   * Unlisted; joined with a short code; removed when no user has been present for the grace period.
   */
  CODE,
  /** Unlisted; joined by invite. */
  PRIVATE,
  /** A conversation of two users. */
  DIRECT
}
