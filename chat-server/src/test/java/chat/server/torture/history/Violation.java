package chat.server.torture.history;

/** An invariant that does not hold, and where. Immutable. */
public record Violation(Invariant broken, String what) {
  /** The invariants of the design that a history can break. */
  public enum Invariant {
    /** Everything acknowledged is in the log, or in the user's own state. */
    I1,
    /** At most one seq for each key. */
    I2,
    /** Stored seqs are 1 to head without a hole. */
    I3,
    /** All observers agree. */
    I4,
    /** A connection's events go up one by one, and on after a resume. */
    I5,
    /** A sender's order is kept, and that of acknowledgements. */
    I6,
    /** What was shown is stored. */
    I7,
    /** What was not acknowledged is stored once or not at all. */
    I8,
    /** No user sees what they may not read. */
    I10,
    /** State is the fold of the log. */
    I11
  }
}
