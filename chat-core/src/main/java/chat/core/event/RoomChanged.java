package chat.core.event;

import chat.core.model.RoomId;
import chat.core.model.RoomRecord;
import chat.core.model.User;
import java.time.Instant;
import java.util.Optional;

/**
 * A user changed the name or topic of a room. Immutable.
 *
 * @param room the room of the log
 * @param seq its number in that log
 * @param author the user who changed it, with the name at that time
 * @param at when it was changed
 * @param clientId the key of the author's client
 * @param name the room's new name; empty when it keeps its name
 * @param topic the room's new topic, blank for none; empty when it keeps its topic
 */
public record RoomChanged(
    RoomId room,
    long seq,
    User author,
    Instant at,
    String clientId,
    Optional<String> name,
    Optional<String> topic)
    implements RoomEvent {
  /** The {@link #subject} of these events. */
  public static final String SUBJECT = "room_changed";

  /**
   * @throws IllegalArgumentException if it changes nothing
   */
  public RoomChanged {
    EventFrame.require(room, author, at, clientId);
    if (name.isEmpty() && topic.isEmpty()) {
      throw new IllegalArgumentException("a change of a room needs a name or a topic");
    }
  }

  @Override
  public String subject() {
    return SUBJECT;
  }

  @Override
  public boolean changesRoom() {
    return true;
  }

  @Override
  public RoomRecord applyTo(RoomRecord before) {
    return before.with(name, topic);
  }

  @Override
  public RoomChanged withSeq(long number) {
    return new RoomChanged(room, number, author, at, clientId, name, topic);
  }

  @Override
  public int weight() {
    return EventFrame.weight(EventFrame.WEIGHT, this, name.orElse(""), topic.orElse(""));
  }

  @Override
  public int footprint() {
    return EventFrame.footprint(this, name.orElse(""), topic.orElse(""));
  }
}
