package chat.server.wire;

import chat.core.file.FileId;
import chat.server.wire.error.ApiError;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The parsed body of a post in REST, valid or not. Immutable. */
public sealed interface PostBody {
  /**
   * A valid post.
   *
   * @param text the text of the message
   * @param clientId the idempotency key; empty when it is in the request's header
   * @param files the uploads that become its files
   */
  record Post(String text, Optional<String> clientId, List<FileId> files) implements PostBody {
    /** Rejects null. */
    public Post {
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(clientId, "clientId");
      files = List.copyOf(files);
    }
  }

  /**
   * An invalid body.
   *
   * @param error the error to respond with
   */
  record Bad(ApiError error) implements PostBody {
    /** Rejects null. */
    public Bad {
      Objects.requireNonNull(error, "error");
    }
  }
}
