package chat.core.event;

import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * A durable event: an entry of a room's log, the same for every user who may read the room.
 * Immutable.
 */
public sealed interface RoomEvent extends Event permits MessagePosted, RoomChanged, UnknownEvent {
  /** The room whose log holds it. */
  RoomId room();

  /** Its number in that log, from 1 without a gap; 0 while the log has not given one. */
  long seq();

  /** The user whose command made it, under the name of that time. */
  User author();

  /** When it happened; never before the event with the number below. */
  Instant at();

  /** The key that the author's client gave it; empty when no command made it. */
  String clientId();

  /** The {@code seq} of the message that it is about; empty when it is about none. */
  default OptionalLong target() {
    return OptionalLong.empty();
  }

  /**
   * What a command with the same key must be about to count as a repetition of the one that made
   * this event: the event's type and, where it has one, its target. Empty for a message.
   */
  String subject();

  /** Whether it changes the record of its room: {@link #applyTo} may give another one then. */
  default boolean changesRoom() {
    return false;
  }

  /** The record of the room after the event; {@code before} itself unless it changes rooms. */
  default RoomRecord applyTo(RoomRecord before) {
    return before;
  }

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
