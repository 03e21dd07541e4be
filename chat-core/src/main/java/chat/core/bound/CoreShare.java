package chat.core.bound;

/**
 * What the core holds in proportion to what clients send, and the part of the core's memory that
 * each kind may take. Together they are all of it.
 */
public enum CoreShare {
  /** The latest events of loaded rooms: a cache of the log. */
  ROOM_TAILS(8),

  /** Loaded rooms themselves. */
  LOADED_ROOMS(3),

  /**
   * The connections that are present in rooms. Apart from the rooms: connections may be in a few
   * rooms in any case, and if that used up what rooms have, no other room could be loaded.
   */
  PRESENCES(1),

  /** Commands that are not answered yet, on their way to a room or in one. */
  UNANSWERED_COMMANDS(4);

  private static final int PARTS = 16;

  private final int parts;

  CoreShare(int parts) {
    this.parts = parts;
  }

  /** A sixteenth of the core's memory, so many times. */
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
