package chat.core.port;

import chat.core.event.RoomEvent;
import chat.core.model.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of an append. Immutable.
 *
 * @param head the head of the log after the append
 * @param results one result per draft, in their order
 * @param followers the users who follow a thread because of a reply of this append, and did not
 *     before
 */
public record Appended(LogHead head, List<Result> results, List<Follower> followers) {
  /**
   * A user who follows a thread from now on.
   *
   * @param user the user
   * @param follow the state, after all of the append
   */
  public record Follower(UserId user, FollowStore.Follow follow) {
    /** Rejects null. */
    public Follower {
      Objects.requireNonNull(user, "user");
      Objects.requireNonNull(follow, "follow");
    }
  }

  /** Rejects null. */
  public Appended {
    Objects.requireNonNull(head, "head");
    results = List.copyOf(results);
    followers = List.copyOf(followers);
  }

  /** The events that this append stored, ascending. */
  public List<RoomEvent> events() {
    List<RoomEvent> events = new ArrayList<>(results.size());
    for (Result result : results) {
      if (result instanceof Stored stored) {
        events.add(stored.event());
      }
    }
    return events;
  }

  /** The result of one draft. */
  public sealed interface Result {
    /** The event, when this append stored it. */
    default Optional<RoomEvent> stored() {
      return Optional.empty();
    }
  }

  /**
   * This append stored the event.
   *
   * @param event the event with its {@code seq}
   */
  public record Stored(RoomEvent event) implements Result {
    @Override
    public Optional<RoomEvent> stored() {
      return Optional.of(event);
    }
  }

  /**
   * An event with its key was stored before, possibly in another room.
   *
   * @param receipt where and when it was stored
   */
  public record Duplicate(Receipt receipt) implements Result {}

  /** The event would change nothing. Neither the event nor its key is stored. */
  public record Unchanged() implements Result {}

  /**
   * The state after the preceding drafts does not allow the event. Neither the event nor its key is
   * stored.
   *
   * @param cause the reason
   */
  public record Rejected(Cause cause) implements Result {}

  /** Why a draft was rejected. */
  public enum Cause {
    /** Another public room has the name, or one that looks the same. */
    NAME_TAKEN,
    /** The message that it is about does not exist, is no longer kept, or is deleted. */
    NO_MESSAGE,
    /** Another user posted the message. */
    NOT_AUTHOR,
    /** The message is too old to be edited. */
    TOO_OLD,
    /** The message was edited after the version that the author has seen. */
    EDITED_SINCE,
    /** The message has the maximum number of different emoji. */
    TOO_MANY_EMOJI,
    /** The room has the maximum number of pinned messages. */
    TOO_MANY_PINS,
    /** The message would have neither text nor files. */
    NO_CONTENT,
    /** The file that it describes is none of the message. */
    NO_FILE,
    /** One of the uploads is unknown, of another user or room, or a message has bound it. */
    NO_UPLOAD,
    /** One of the uploads is not finished. */
    UPLOAD_UNFINISHED
  }
}
