package chat.server.limit;

/** The limits that count a command: those of its user, and those of all users of an address. */
public enum RateClass {
  /** Counts in the limit of frames only. */
  UNLIMITED(OfUser.NONE, OfAddress.NONE, 0),
  /** Stores an event: counts as one message of the user, and by the bytes of its content. */
  EVENT(OfUser.NONE, OfAddress.NONE, RateClass.WRITE_BYTES),
  /** Stores a reaction: an event that counts in a limit of its room too. */
  REACTION(OfUser.NONE, OfAddress.NONE, RateClass.WRITE_BYTES),
  /** Joins a room; free when the user belongs to it. */
  JOIN(OfUser.JOINS, OfAddress.READS, RateClass.WRITE_BYTES),
  /** Joins a room by its code; codes from one address are tried one after the other. */
  JOIN_BY_CODE(OfUser.JOINS, OfAddress.READS, RateClass.WRITE_BYTES),
  /** Leaves a room; never free, so that alternating between leave and join is not either. */
  LEAVE(OfUser.JOINS, OfAddress.NONE, 0),
  /** Opens a direct conversation. */
  CONVERSATION(OfUser.JOINS, OfAddress.READS, RateClass.ROOM_BYTES),
  /** Creates a room. */
  ROOM(OfUser.CHANGES, OfAddress.ROOMS, RateClass.ROOM_BYTES),
  /** Creates a public room: counts as a room and in a separate limit. */
  PUBLIC_ROOM(OfUser.CHANGES, OfAddress.ROOMS, RateClass.ROOM_BYTES),
  /** Sets the user's name. */
  NAME(OfUser.CHANGES, OfAddress.NAMES, RateClass.WRITE_BYTES),
  /** Changes something else and stores a row. */
  WRITE(OfUser.CHANGES, OfAddress.NONE, RateClass.WRITE_BYTES),
  /** Changes something else and stores nothing more. */
  REMOVAL(OfUser.CHANGES, OfAddress.NONE, 0),
  /** Replaces a draft. */
  DRAFT(OfUser.DRAFTS, OfAddress.NONE, 0),
  /** Reads a page. */
  READ(OfUser.READS, OfAddress.READS, 0),
  /** Searches. */
  SEARCH(OfUser.SEARCHES, OfAddress.SEARCHES, 0);

  /** The approximate size of one row with its keys and indexes on disk. */
  static final int WRITE_BYTES = 256;

  /** A room has rows in several tables, which are kept permanently. */
  static final int ROOM_BYTES = 1_024;

  /** The limits of one user. */
  enum OfUser {
    NONE,
    JOINS,
    CHANGES,
    DRAFTS,
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

  /** The bytes that a command stores, without the content of an event. */
  int bytes() {
    return bytes;
  }
}
