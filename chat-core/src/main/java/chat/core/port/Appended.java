package chat.core.port;

import chat.core.event.RoomEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an append did. Immutable.
 *
 * @param head the log's reach after it
 * @param results one per draft, in their order
 */
public record Appended(LogHead head, List<Result> results) {
  /** Rejects null. */
  public Appended {
    Objects.requireNonNull(head, "head");
    results = List.copyOf(results);
  }

  /** What this append stored, ascending. */
  public List<RoomEvent> events() {
    List<RoomEvent> events = new ArrayList<>(results.size());
    for (Result result : results) {
      if (result instanceof Stored stored) {
        events.add(stored.event());
      }
    }
    return events;
  }

  /** What became of one draft. */
  public sealed interface Result {
    /** The event, when this append stored it. */
    default Optional<RoomEvent> stored() {
      return Optional.empty();
    }
  }

  /**
   * This append stored it.
   *
   * @param event with its number
   */
  public record Stored(RoomEvent event) implements Result {
    @Override
    public Optional<RoomEvent> stored() {
      return Optional.of(event);
    }
  }

  /**
   * A draft with its key was stored before, maybe in another room.
   *
   * @param receipt where and when
   */
  public record Duplicate(Receipt receipt) implements Result {}

  /** What it sets holds already. Nothing is stored, its key neither. */
  public record Unchanged() implements Result {}

  /**
   * The state that the drafts before it leave does not allow it. Nothing is stored, its key
   * neither.
   *
   * @param cause why
   */
  public record Rejected(Cause cause) implements Result {}

  /** Why a draft was rejected. */
  public enum Cause {
    /** Another public room has the name, or one that looks the same. */
    NAME_TAKEN
  }
}
