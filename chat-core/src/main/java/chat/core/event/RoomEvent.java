package chat.core.event;

import chat.core.model.RoomId;
import java.time.Instant;

/**
 * Something that happened in a room and is kept in its log. Immutable. What everybody who may read
 * the room sees is the same.
 */
public sealed interface RoomEvent extends Event permits MessagePosted {
  /** The room whose log holds it. */
  RoomId room();

  /** Its number in that log, from 1 without a gap; 0 while the log has not given one. */
  long seq();

  /** When it happened; never before the event with the number below. */
  Instant at();

  /** The same event with the number that the log gave it. */
  RoomEvent withSeq(long seq);

  /**
   * How many bytes it takes on a wire, estimated from above for JSON in UTF-8. Batches and pages
   * are cut by it.
   */
  int weight();

  /**
   * How many bytes of heap it takes, estimated from above in constant time; at most twice its
   * {@link #weight}. What holds events is bounded by it.
   */
  int footprint();
}
