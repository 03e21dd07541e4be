package chat.core.event;

import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * A durable event: an entry of a room's log, the same for every user who may read the room.
 * Immutable.
 */
public sealed interface RoomEvent extends Event
    permits MessagePosted, MessageEvent, RoomChanged, UnknownEvent {
  /** The room of the log. */
  RoomId room();

  /** Its number in that log, from 1 without a gap; 0 while it is not stored. */
  long seq();

  /** The user whose command caused it, with the name at that time. */
  User author();

  /** When it was stored; never before the preceding event. */
  Instant at();

  /** The key of the author's client; empty when no command caused it. */
  String clientId();

  /** The {@code seq} of the message that it is about; empty for none. */
  default OptionalLong target() {
    return OptionalLong.empty();
  }

  /**
   * Identifies what the event is about: its type and, if it has one, its target; empty for a
   * message. A command with the same key is a repetition only if its subject is the same.
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

  /**
   * The {@code seq}s of the messages that it changes, at most two: its target, and the root of a
   * thread.
   */
  default List<Long> changedMessages() {
    return target().isPresent() ? List.of(target().getAsLong()) : List.of();
  }

  /**
   * A message after the event; {@code before} itself when the event does not change it, and when
   * {@code before} has this change, or a later one, already.
   */
  default MessagePosted applyTo(MessagePosted before) {
    return before;
  }

  /** The same event with the number that the log gave it. */
  RoomEvent withSeq(long seq);

  /** Upper estimate of its bytes as JSON in UTF-8. Limits the size of batches and pages. */
  int weight();

  /**
   * Upper estimate of its bytes of heap, computed in constant time; at most twice its {@link
   * #weight}. Bounds the memory of caches of events.
   */
  int footprint();
}
