package chat.server.wire;

import chat.server.wire.error.ApiError;
import java.util.Objects;
import java.util.Optional;

/** The body of a post by REST, understood or not. Immutable. */
public sealed interface PostBody {
  /**
   * Says something.
   *
   * @param text what
   * @param clientId the sender's key; empty when the request's header gives it
   */
  record Post(String text, Optional<String> clientId) implements PostBody {
    /** Rejects null. */
    public Post {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(clientId, "clientId");
    }
  }

  /**
   * Cannot be understood.
   *
   * @param error what to answer
   */
  record Bad(ApiError error) implements PostBody {
    /** Rejects null. */
    public Bad {
      Objects.requireNonNull(error, "error");
    }
  }
}
