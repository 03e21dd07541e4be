package chat.core.port;

import chat.core.model.Position;
import java.util.Objects;

/**
 * The head of a room's log. Immutable.
 *
 * @param epoch identifies the log
 * @param seq the number of its last event, 0 when there is none
 * @param floor all events up to this {@code seq} were removed; 0 when none was removed
 * @param messages number of messages in the log
 */
public record LogHead(String epoch, long seq, long floor, long messages) {
  /**
   * @throws IllegalArgumentException unless 0 &le; floor &le; seq and 0 &le; messages &le; seq -
   *     floor
   */
  public LogHead {
    Objects.requireNonNull(epoch, "epoch");
    if (floor < 0 || floor > seq || messages < 0 || messages > seq - floor) {
      throw new IllegalArgumentException(
          "invalid log head: floor " + floor + ", seq " + seq + ", messages " + messages);
    }
  }

  /** The number of the first event in the log: 1 when none was removed. */
  public long firstKept() {
    return floor + 1;
  }

  /** The head as a cursor. */
  public Position position() {
    return new Position(epoch, seq);
  }
}
