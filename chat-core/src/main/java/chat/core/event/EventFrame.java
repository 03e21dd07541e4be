package chat.core.event;

import chat.core.bound.Footprint;
import chat.core.model.RoomId;
import chat.core.model.User;
import java.time.Instant;
import java.util.Objects;

/** What all events have in common that are no messages: their checks and sizes. Stateless. */
final class EventFrame {
  /** Bytes of JSON beside the texts, for an event with a target. */
  static final int WEIGHT_WITH_TARGET = 384;

  /** Bytes of JSON beside the texts, for an event without one. */
  static final int WEIGHT = 352;

  /** The event itself, its author, room id and time, and its slot in a list. */
  private static final int FOOTPRINT = 560;

  private EventFrame() {}

  /** Rejects null. */
  static void require(RoomId room, User author, Instant at, String clientId) {
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(author, "author");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(clientId, "clientId");
  }

  /** {@link RoomEvent#weight} of an event with these texts of its own. */
  static int weight(int frame, RoomEvent event, String... texts) {
    int weight =
        frame
            + JsonSize.of(event.room().value())
            + JsonSize.of(event.author().name())
            + JsonSize.of(event.clientId());
    for (String text : texts) {
      weight += JsonSize.of(text);
    }
    return weight;
  }

  /** {@link RoomEvent#footprint} of an event with these texts of its own. */
  static int footprint(RoomEvent event, String... texts) {
    int footprint = FOOTPRINT + Footprint.of(event.clientId());
    for (String text : texts) {
      footprint += Footprint.of(text);
    }
    return footprint;
  }
}
