package chat.core.simulation;

import chat.core.command.message.PostMessage;
import chat.core.command.room.ChangeRoom;
import chat.core.event.RoomEvent;
import chat.core.model.Position;
import chat.core.model.RoomId;
import chat.core.model.User;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * A user with connections that open and close, cursors, and unanswered messages. Confined to the
 * simulation.
 */
final class SimulatedPerson {
  private final User user;
  private final List<SimulatedConnection> connections = new ArrayList<>();
  private final Map<RoomId, Position> cursors = new HashMap<>();
  private final Map<RoomId, Long> acknowledged = new HashMap<>();
  private final List<PostMessage> sends = new ArrayList<>();
  private final List<PostMessage> unsettled = new ArrayList<>();
  private final List<ChangeRoom> changes = new ArrayList<>();
  private final List<Consumer<SimulatedConnection>> messageChanges = new ArrayList<>();
  private final Map<RoomId, Integer> memberships = new HashMap<>(); // by how many leaves before
  private final Map<RoomId, Integer> leaves = new HashMap<>();
  private final Map<RoomId, Integer> leaving = new HashMap<>(); // not answered yet

  SimulatedPerson(User user) {
    this.user = user;
  }

  User user() {
    return user;
  }

  List<SimulatedConnection> connections() {
    return connections;
  }

  /** All messages so far, for retries at random times. */
  List<PostMessage> sends() {
    return sends;
  }

  List<PostMessage> unsettled() {
    return unsettled;
  }

  /** All changes of rooms so far. */
  List<ChangeRoom> changes() {
    return changes;
  }

  /** All changes of messages so far. */
  List<Consumer<SimulatedConnection>> messageChanges() {
    return messageChanges;
  }

  /** How often the user has asked to leave; empty while such a request is not answered. */
  OptionalInt leaves(RoomId room) {
    return leaving.getOrDefault(room, 0) == 0
        ? OptionalInt.of(leaves.getOrDefault(room, 0))
        : OptionalInt.empty();
  }

  /**
   * A join is acknowledged.
   *
   * @param before what {@link #leaves} was when it was asked for
   */
  void joined(RoomId room, OptionalInt before) {
    if (before.isPresent() && before.equals(leaves(room))) {
      memberships.put(room, before.getAsInt());
    }
  }

  void leaving(RoomId room) {
    memberships.remove(room);
    leaves.merge(room, 1, Integer::sum);
    leaving.merge(room, 1, Integer::sum);
  }

  void left(RoomId room) {
    leaving.merge(room, -1, Integer::sum);
  }

  /** The membership that is certain; empty for none. */
  OptionalInt membership(RoomId room) {
    Integer number = memberships.get(room);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  void sending(PostMessage post) {
    sends.add(post);
    unsettled.add(post);
  }

  void settled(PostMessage post) {
    unsettled.remove(post);
  }

  void acknowledged(PostMessage.Sent sent) {
    acknowledged.merge(sent.room(), sent.seq(), Math::max);
  }

  long acknowledgedIn(RoomId room) {
    return acknowledged.getOrDefault(room, 0L);
  }

  void knows(RoomId room, Position head) {
    cursors.putIfAbsent(room, head);
  }

  void saw(RoomEvent event) {
    cursors.computeIfPresent(
        event.room(), (room, at) -> new Position(at.epoch(), Math.max(at.seq(), event.seq())));
  }

  Optional<Position> cursor(RoomId room) {
    return Optional.ofNullable(cursors.get(room));
  }
}
