package chat.core.simulation;

import chat.core.event.MessageDeleted;
import chat.core.event.MessageEdited;
import chat.core.event.MessagePinned;
import chat.core.event.MessagePosted;
import chat.core.event.ReactionAdded;
import chat.core.event.ReactionRemoved;
import chat.core.event.RoomEvent;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * All events as they were committed, and what they made of each message at each {@code rev}. The
 * state that a client is shown must be one of them. Confined to the simulation.
 */
final class History {
  private record Place(RoomId room, long seq) {}

  private final Map<RoomId, NavigableMap<Long, RoomEvent>> logs = new HashMap<>();
  private final Map<Place, NavigableMap<Long, MessagePosted>> messages = new HashMap<>();
  private final Map<Place, Set<List<Object>>> reactions = new HashMap<>(); // by user and emoji
  private Optional<RoomEvent> invalid = Optional.empty();

  /** The first event that must not have been stored on what was before it; empty for none. */
  Optional<RoomEvent> invalid() {
    return invalid;
  }

  /** Whether an event changes what was before it, and its author may do that. */
  private boolean isAllowed(RoomEvent event) {
    if (event instanceof MessagePosted || event.target().isEmpty()) {
      return true;
    }
    Place place = new Place(event.room(), event.target().getAsLong());
    if (!messages.containsKey(place)) {
      return false;
    }
    MessagePosted message = messages.get(place).lastEntry().getValue();
    Set<List<Object>> reactions = this.reactions.computeIfAbsent(place, key -> new HashSet<>());
    if (message.isDeleted()) {
      return false;
    } else if (event instanceof MessageEdited edited) {
      boolean isOther =
          edited.isDescription()
              ? !edited.files().equals(message.files()) && edited.text().equals(message.text())
              : !edited.text().equals(message.text());
      return isBy(message, event) && isOther;
    } else if (event instanceof MessageDeleted) {
      return isBy(message, event);
    } else if (event instanceof ReactionAdded added) {
      return reactions.add(List.of(added.author().id(), added.emoji()));
    } else if (event instanceof ReactionRemoved removed) {
      return reactions.remove(List.<Object>of(removed.author().id(), removed.emoji()));
    } else {
      return event instanceof MessagePinned != message.state().pinned();
    }
  }

  private static boolean isBy(MessagePosted message, RoomEvent event) {
    return message.author().id().equals(event.author().id());
  }

  /** Takes events in the order of their commits. */
  void stored(List<RoomEvent> events) {
    events.forEach(this::stored);
  }

  private void stored(RoomEvent event) {
    if (invalid.isEmpty() && !isAllowed(event)) {
      invalid = Optional.of(event);
    }
    logs.computeIfAbsent(event.room(), room -> new TreeMap<>()).put(event.seq(), event);
    if (event instanceof MessagePosted posted) {
      messages
          .computeIfAbsent(new Place(event.room(), event.seq()), place -> new TreeMap<>())
          .put(0L, posted);
    }
    for (long seq : event.changedMessages()) {
      NavigableMap<Long, MessagePosted> states = messages.get(new Place(event.room(), seq));
      if (states != null) {
        states.put(event.seq(), event.applyTo(states.lastEntry().getValue()));
      }
    }
  }

  /** What an event that is shown must be; empty when there is no such event. */
  Optional<RoomEvent> expected(RoomEvent shown) {
    if (shown instanceof MessagePosted message) {
      return Optional.ofNullable(
          messages
              .getOrDefault(new Place(shown.room(), shown.seq()), new TreeMap<>())
              .get(message.state().rev()));
    }
    Optional<RoomEvent> stored = stored(shown.room(), shown.seq());
    boolean isErased = shown instanceof MessageEdited edited && edited.erased();
    return isErased
        ? stored
            .filter(event -> isDeleted(shown.room(), event.target().orElse(0)))
            .map(event -> ((MessageEdited) event).erase())
        : stored;
  }

  /** What an event must be when all of {@code head} is applied. */
  Optional<RoomEvent> current(RoomEvent shown, long head) {
    if (shown instanceof MessagePosted) {
      return Optional.ofNullable(messages.get(new Place(shown.room(), shown.seq())))
          .map(states -> states.floorEntry(head).getValue());
    }
    Optional<RoomEvent> stored = stored(shown.room(), shown.seq());
    return stored.map(
        event ->
            event instanceof MessageEdited edited && isDeleted(shown.room(), edited.message(), head)
                ? edited.erase()
                : event);
  }

  private Optional<RoomEvent> stored(RoomId room, long seq) {
    return Optional.ofNullable(logs.getOrDefault(room, new TreeMap<>()).get(seq));
  }

  private boolean isDeleted(RoomId room, long message) {
    return isDeleted(room, message, Long.MAX_VALUE);
  }

  private boolean isDeleted(RoomId room, long message, long head) {
    NavigableMap<Long, MessagePosted> states = messages.get(new Place(room, message));
    return states != null && states.floorEntry(head).getValue().isDeleted();
  }

  /** Whether a page may leave out all events between two, both exclusive. */
  boolean mayLeaveOut(RoomId room, long after, long before) {
    for (long seq = after + 1; seq < before; seq++) {
      if (stored(room, seq).filter(event -> event.target().isPresent()).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** The {@code seq} of a user's last message in a room. */
  OptionalLong lastBy(UserId author, RoomId room) {
    return logs.getOrDefault(room, new TreeMap<>()).descendingMap().values().stream()
        .filter(event -> event instanceof MessagePosted && event.author().id().equals(author))
        .mapToLong(RoomEvent::seq)
        .findFirst();
  }

  /** The number of messages after a read marker that others wrote and that are not deleted. */
  long unread(RoomId room, UserId reader, long mark) {
    return messages(room).stream()
        .filter(seq -> seq > mark)
        .map(seq -> messages.get(new Place(room, seq)).lastEntry().getValue())
        .filter(message -> !message.isDeleted() && !message.author().id().equals(reader))
        .count();
  }

  /** The messages of a room that can be changed. */
  List<Long> messages(RoomId room) {
    return logs.getOrDefault(room, new TreeMap<>()).values().stream()
        .filter(MessagePosted.class::isInstance)
        .map(RoomEvent::seq)
        .toList();
  }
}
