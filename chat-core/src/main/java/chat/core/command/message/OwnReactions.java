package chat.core.command.message;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The caller's own reactions to the messages of a reply, where the users that a message names may
 * leave the caller out. Immutable.
 *
 * @param byMessage the emoji, by the {@code seq} of the message
 */
public record OwnReactions(Map<Long, List<String>> byMessage) {
  /** No reactions. */
  public static final OwnReactions NONE = new OwnReactions(Map.of());

  /** Rejects null. */
  public OwnReactions {
    Objects.requireNonNull(byMessage, "byMessage");
  }
}
