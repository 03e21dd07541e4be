package chat.server.torture;

import chat.server.torture.history.Command;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands of a device that have no final answer yet. Confined to the device. */
final class Outbox {
  /**
   * Protocol: at least so many may be unanswered on a connection; a few of them are other things.
   */
  static final int WINDOW = 24;

  private final Map<String, Command> unanswered = new LinkedHashMap<>();
  private final Map<String, Long> refusedUntil = new LinkedHashMap<>();

  void add(Command command) {
    unanswered.put(command.clientId(), command);
  }

  boolean isFull() {
    return unanswered.size() >= WINDOW;
  }

  boolean isEmpty() {
    return unanswered.isEmpty();
  }

  /** Whether a change of the same thing is under way: a client waits for its answer. */
  boolean isBusyWith(Command change) {
    return !(change instanceof Command.Send)
        && unanswered.values().stream()
            .filter(each -> !(each instanceof Command.Send))
            .anyMatch(
                each -> each.room().equals(change.room()) && each.target() == change.target());
  }

  /** In the order in which they were sent first. */
  Collection<Command> all() {
    return List.copyOf(unanswered.values());
  }

  Optional<Command> of(String clientId) {
    return Optional.ofNullable(unanswered.get(clientId));
  }

  /** Removes a command that has its final answer. */
  Optional<Command> answered(String clientId) {
    refusedUntil.remove(clientId);
    return Optional.ofNullable(unanswered.remove(clientId));
  }

  /** Notes a temporary rejection. */
  void refused(String clientId, long until) {
    refusedUntil.put(clientId, until);
  }

  /** What was rejected and may be sent again; it counts as sent. */
  List<Command> due(long now) {
    List<Command> due = new ArrayList<>();
    refusedUntil.forEach(
        (clientId, until) -> {
          if (until <= now && unanswered.containsKey(clientId)) {
            due.add(unanswered.get(clientId));
          }
        });
    due.forEach(command -> refusedUntil.remove(command.clientId()));
    return due;
  }

  /** Nothing is under way any more: the connection has ended. */
  void disconnected() {
    refusedUntil.clear();
  }
}
