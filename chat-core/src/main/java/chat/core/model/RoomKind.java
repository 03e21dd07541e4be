package chat.core.model;

/** Who finds a room and who may read it. */
public enum RoomKind {
  /** Listed; everybody may read and join. */
  PUBLIC,
  /** Unlisted; joined with a short code; ends when nobody has been present for a while. */
  CODE,
  /** Unlisted; joined by invitation. */
  PRIVATE,
  /** A conversation of two people. */
  DIRECT
}
