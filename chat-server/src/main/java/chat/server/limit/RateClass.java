package chat.server.limit;

/** In which limits a command counts: those of its user, and those of all users of an address. */
public enum RateClass {
  /** In none but that of frames. */
  UNLIMITED(OfUser.NONE, OfAddress.NONE, 0),
  /** Stores an event: one message of the user, and its content in bytes besides. */
  EVENT(OfUser.NONE, OfAddress.NONE, RateClass.WRITE_BYTES),
  /** Joins a room; free when the user belongs to it. */
  JOIN(OfUser.JOINS, OfAddress.READS, RateClass.WRITE_BYTES),
  /** Joins a room by its code; those of one address are tried one after the other. */
  JOIN_BY_CODE(OfUser.JOINS, OfAddress.READS, RateClass.WRITE_BYTES),
  /** Leaves a room; never free, so that leaving and joining in turns is not either. */
  LEAVE(OfUser.JOINS, OfAddress.NONE, 0),
  /** Opens a direct conversation. */
  CONVERSATION(OfUser.JOINS, OfAddress.READS, RateClass.ROOM_BYTES),
  /** Creates a room. */
  ROOM(OfUser.CHANGES, OfAddress.ROOMS, RateClass.ROOM_BYTES),
  /** Creates a public room: a room, and in a limit of its own besides. */
  PUBLIC_ROOM(OfUser.CHANGES, OfAddress.ROOMS, RateClass.ROOM_BYTES),
  /** Sets a name. */
  NAME(OfUser.CHANGES, OfAddress.NAMES, RateClass.WRITE_BYTES),
  /** Changes something else and stores a row. */
  WRITE(OfUser.CHANGES, OfAddress.NONE, RateClass.WRITE_BYTES),
  /** Changes something else and stores nothing more. */
  REMOVAL(OfUser.CHANGES, OfAddress.NONE, 0),
  /** Reads a page. */
  READ(OfUser.READS, OfAddress.READS, 0),
  /** Searches. */
  SEARCH(OfUser.SEARCHES, OfAddress.SEARCHES, 0);

  /** About what one row with its keys and indexes takes on disk. */
  static final int WRITE_BYTES = 256;

  /** A room is a row in several tables, kept for good. */
  static final int ROOM_BYTES = 1_024;

  /** The limits of one user. */
  enum OfUser {
    NONE,
    JOINS,
    CHANGES,
    READS,
    SEARCHES
  }

  /** The limits of all users of one address together. */
  enum OfAddress {
    NONE,
    READS,
    SEARCHES,
    NAMES,
    ROOMS
  }

  private final OfUser ofUser;
  private final OfAddress ofAddress;
  private final int bytes;

  RateClass(OfUser ofUser, OfAddress ofAddress, int bytes) {
    this.ofUser = ofUser;
    this.ofAddress = ofAddress;
    this.bytes = bytes;
  }

  OfUser ofUser() {
    return ofUser;
  }

  OfAddress ofAddress() {
    return ofAddress;
  }

  /** What a command stores, in bytes, without the content of an event. */
  int bytes() {
    return bytes;
  }
}
