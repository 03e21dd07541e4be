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
  /** Takes the parts as they are; none is null. */
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
    /** Where the send is stored. */
    Receipt receipt();

    /** The event, when this append stored it. */
    Optional<RoomEvent> stored();
  }

  /**
   * It is stored by this append.
   *
   * @param event with its number
   */
  public record Stored(RoomEvent event) implements Result {
    @Override
    public Receipt receipt() {
      return Receipt.of(event);
    }

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
  public record Duplicate(Receipt receipt) implements Result {
    @Override
    public Optional<RoomEvent> stored() {
      return Optional.empty();
    }
  }
}
