package chat.server.torture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a device has sent, or will, and what is not acknowledged. Confined to the device. */
final class Outbox {
  /**
   * Protocol: at least so many may be unanswered on a connection; a few of them are other things.
   */
  static final int WINDOW = 24;

  /**
   * A message on its way. Immutable.
   *
   * @param said what is written into the frame
   * @param text what will be kept
   * @param to whom it is for alone; empty when it is for the room
   */
  record Message(String room, String clientId, String said, String text, String to) {}

  private final Map<String, Message> unacknowledged = new LinkedHashMap<>();
  private final Map<String, Long> refusedUntil = new LinkedHashMap<>();

  void add(Message message) {
    unacknowledged.put(message.clientId(), message);
  }

  boolean isFull() {
    return unacknowledged.size() >= WINDOW;
  }

  boolean isEmpty() {
    return unacknowledged.isEmpty();
  }

  /** In the order in which they were sent first. */
  Collection<Message> all() {
    return List.copyOf(unacknowledged.values());
  }

  Optional<Message> acknowledged(String clientId) {
    refusedUntil.remove(clientId);
    return Optional.ofNullable(unacknowledged.remove(clientId));
  }

  /** Notes a refusal that is for now. */
  void refused(String clientId, long until) {
    refusedUntil.put(clientId, until);
  }

  /** What was refused and may be sent again; it counts as sent. */
  List<Message> due(long now) {
    List<Message> due = new ArrayList<>();
    refusedUntil.forEach(
        (clientId, until) -> {
          if (until <= now && unacknowledged.containsKey(clientId)) {
            due.add(unacknowledged.get(clientId));
          }
        });
    due.forEach(message -> refusedUntil.remove(message.clientId()));
    return due;
  }

  /** Nothing is under way any more: the connection has ended. */
  void disconnected() {
    refusedUntil.clear();
  }
}
