package chat.core.port;

import chat.core.model.Position;
import java.util.Objects;

/**
 * How far a room's log reaches. Immutable.
 *
 * @param epoch which log it is
 * @param seq the number of its last event, 0 when there is none
 * @param floor everything up to here is no longer kept; 0 when nothing was dropped
 * @param messages how many messages are kept
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
          "not a head: floor " + floor + ", seq " + seq + ", messages " + messages);
    }
  }

  /** The number of the first event that is kept: 1 when nothing was dropped. */
  public long firstKept() {
    return floor + 1;
  }

  /** The end of the log as a cursor. */
  public Position position() {
    return new Position(epoch, seq);
  }
}
