package chat.core.command.room;

import chat.core.bound.Footprint;
import chat.core.command.ClientIds;
import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import chat.core.model.RoomName;
import chat.core.model.RoomTopic;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Changes the name or topic of a room. For the author of the room and administrators. A repetition
 * with the same key (room, user, client id) gets the first outcome. Immutable.
 *
 * @param room the room; not a direct conversation
 * @param clientId the key of the client, 1 to 64 characters
 * @param name the new name, without white space around it; see {@link chat.core.model.RoomName}.
 *     Empty to keep the name. The name of a permanent room is set in the configuration and cannot
 *     be changed
 * @param topic the new topic, at most 250 characters, blank for none; empty to keep the topic
 */
public record ChangeRoom(
    RoomId room, String clientId, Optional<String> name, Optional<String> topic)
    implements Command<ChangeRoom.Changed> {
  /**
   * The room is changed, or there was nothing to change.
   *
   * @param room the room
   * @param seq the {@code seq} of the change in the room's log; empty when there was nothing to
   *     change
   * @param clientId the key
   * @param at when it was stored; empty when there was nothing to change
   * @param duplicate whether an earlier command with this key made the change
   */
  public record Changed(
      RoomId room, OptionalLong seq, String clientId, Optional<Instant> at, boolean duplicate)
      implements Reply {
    @Override
    public boolean hadNoEffect() {
      return duplicate || seq.isEmpty();
    }
  }

  /** Strips the white space around name and topic. */
  public ChangeRoom {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(clientId, "clientId");
    name = name.map(String::strip);
    topic = topic.map(String::strip);
  }

  @Override
  public int footprint() {
    return Footprint.OF_COMMAND
        + Footprint.of(clientId)
        + Footprint.of(name.orElse(""))
        + Footprint.of(topic.orElse(""));
  }

  @Override
  public Optional<Outcome.Refused<Changed>> check(int maxTextLength) {
    return ClientIds.<Changed>check(clientId)
        .or(() -> name.flatMap(RoomName::check).map(fault -> Outcome.invalid("name", fault)))
        .or(() -> topic.flatMap(RoomTopic::check).map(fault -> Outcome.invalid("topic", fault)));
  }
}
