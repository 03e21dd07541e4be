package chat.server.wire;

import chat.server.wire.error.ApiError;
import java.util.Objects;
import java.util.Optional;

/** The parsed body of a change of a room in REST, valid or not. Immutable. */
public sealed interface RoomChangeBody {
  /**
   * A valid change.
   *
   * @param clientId the idempotency key; empty when it is in the request's header
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
   * An invalid body.
   *
   * @param error the error to respond with
   */
  record Bad(ApiError error) implements RoomChangeBody {
    /** Rejects null. */
    public Bad {
      Objects.requireNonNull(error, "error");
    }
  }
}
