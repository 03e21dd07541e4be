package chat.server.wire;

import chat.server.wire.error.ApiError;
import java.util.Objects;
import java.util.Optional;

/** The body of a change of a room by REST, understood or not. Immutable. */
public sealed interface RoomChangeBody {
  /**
   * Changes the room.
   *
   * @param clientId the client's key; empty when the request's header gives it
   * @param name the new name; empty to keep it
   * @param topic the new topic; empty to keep it
   */
  record Change(Optional<String> clientId, Optional<String> name, Optional<String> topic)
      implements RoomChangeBody {
    /** Rejects null. */
    public Change {
      Objects.requireNonNull(clientId, "clientId");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(topic, "topic");
    }
  }

  /**
   * Cannot be understood.
   *
   * @param error what to answer
   */
  record Bad(ApiError error) implements RoomChangeBody {
    /** Rejects null. */
    public Bad {
      Objects.requireNonNull(error, "error");
    }
  }
}
