package chat.core.port;

import chat.core.event.RoomEvent;
import chat.core.file.FileId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * An event to be appended. Immutable.
 *
 * @param key the key that makes it unique
 * @param event the event, not yet numbered ({@code seq} 0)
 * @param condition what the commit decides by
 */
public record Draft(SendKey key, RoomEvent event, Condition condition) {
  /**
   * What the commit decides by. Immutable.
   *
   * @param baseRev the author of an edit has seen the edits of the message up to this {@code seq},
   *     otherwise the edit is rejected; empty not to check it
   * @param postedSince a message that was posted before is not edited
   * @param isModerator whether the author may mention all members of the room, however many they
   *     are
   * @param files the uploads that a message binds, which become its files in this order
   */
  public record Condition(
      OptionalLong baseRev, Instant postedSince, boolean isModerator, List<FileId> files) {
    /** No condition, and no right of a moderator. */
    public static final Condition NONE =
        new Condition(OptionalLong.empty(), Instant.MIN, false, List.of());

    /** Rejects null. */
    public Condition {
      Objects.requireNonNull(baseRev, "baseRev");
      Objects.requireNonNull(postedSince, "postedSince");
      files = List.copyOf(files);
    }

    /** A condition without uploads. */
    public Condition(OptionalLong baseRev, Instant postedSince, boolean isModerator) {
      this(baseRev, postedSince, isModerator, List.of());
    }

    /** The same for an author who has the right of a moderator, or not. */
    public Condition of(boolean moderator) {
      return new Condition(baseRev, postedSince, moderator, files);
    }

    /** The same for a message that binds uploads. */
    public Condition binding(List<FileId> some) {
      return new Condition(baseRev, postedSince, isModerator, some);
    }
  }

  /**
   * @throws IllegalArgumentException if the {@code seq} of the event is not 0
   */
  public Draft {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(condition, "condition");
    if (event.seq() != 0) {
      throw new IllegalArgumentException("a draft must have seq 0; the log assigns it");
    }
  }

  /** A draft without a condition. */
  public Draft(SendKey key, RoomEvent event) {
    this(key, event, Condition.NONE);
  }
}
