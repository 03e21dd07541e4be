package chat.core.bound;

/**
 * How the memory of the core is divided among the kinds of state that grow with what clients send.
 * The shares add up to all of it.
 */
public enum CoreShare {
  /** The cached latest events of loaded rooms. */
  ROOM_TAILS(8),

  /** Loaded rooms without their cached events. */
  LOADED_ROOMS(3),

  /**
   * The presences of connections in rooms. Separate from the rooms, because a connection may always
   * be present in a few rooms; if that used up the share of the rooms, no other room could be
   * loaded.
   */
  PRESENCES(1),

  /** Unanswered commands. */
  UNANSWERED_COMMANDS(4);

  private static final int PARTS = 16;

  private final int parts;

  CoreShare(int parts) {
    this.parts = parts;
  }

  /** The share in sixteenths of the core's memory. */
  public int sixteenths() {
    return parts;
  }

  /**
   * The budget of this kind.
   *
   * @param memory the core's memory in bytes
   */
  public ByteBudget of(long memory) {
    return new ByteBudget(memory / PARTS * parts);
  }
}
