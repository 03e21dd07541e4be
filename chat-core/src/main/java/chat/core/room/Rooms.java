package chat.core.room;

import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.core.model.RoomId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The rooms that are loaded: on first use, until idle. Thread-safe. */
public final class Rooms {
  private final Map<RoomId, Room> loaded = new ConcurrentHashMap<>();
  private final House house;
  private final People people;

  /** No rooms yet; they are loaded from the house's directory and log. */
  public Rooms(House house) {
    this.house = house;
    this.people = new People(house, this);
    house
        .backplane()
        .start(
            events ->
                offerIfLoaded(
                    events.get(0).room(), Task.quiet(room -> room.appending().heard(events))));
    house.log().onTrim(id -> offerIfLoaded(id, Task.quiet(Reading::noteFloor)));
  }

  House house() {
    return house;
  }

  /** The people who have connections. */
  public People people() {
    return people;
  }

  /** Gives a room something to do; the room is loaded when it is not. */
  void offer(RoomId id, Task task) {
    while (true) {
      Room room = loaded.computeIfAbsent(id, key -> new Room(this, key));
      if (room.offer(task)) {
        return;
      }
      loaded.remove(id, room);
    }
  }

  /** Gives a room a request to answer; one with too many of them refuses. */
  <R extends Reply> void ask(RoomId id, Request<R> request, Task task) {
    Room room = loaded.computeIfAbsent(id, key -> new Room(this, key));
    if (room.unanswered().get() >= Limits.MAX_UNANSWERED_PER_ROOM) {
      request.answerNow(Refusals.busy());
    } else {
      request.countIn(room.unanswered());
      offer(id, task);
    }
  }

  /** Whether a room has so much to do that it is spared what matters least. */
  boolean isPressed(RoomId id) {
    Room room = loaded.get(id);
    return room != null && room.unanswered().get() >= Limits.MAX_UNANSWERED_PER_ROOM / 2;
  }

  /** Gives a room something to do that matters only while it is loaded. */
  void offerIfLoaded(RoomId id, Task task) {
    Room room = loaded.get(id);
    if (room != null) {
      room.offer(task);
    }
  }

  Optional<Room> find(RoomId id) {
    return Optional.ofNullable(loaded.get(id));
  }

  /** Completes when every room has done what it had to do. */
  CompletionStage<Void> settle() {
    CompletionStage<Void> all = CompletableFuture.completedFuture(null);
    for (Room room : loaded.values()) {
      CompletableFuture<Void> done = new CompletableFuture<>();
      if (room.offer(new Barrier(done))) {
        all = all.thenCombine(done, (before, now) -> null);
      }
    }
    return all;
  }

  /** Forgets a room that has retired. */
  void remove(Room room) {
    loaded.remove(room.id(), room);
  }

  /** How many rooms are loaded. */
  public int size() {
    return loaded.size();
  }

  /** Says that everything before it is done, whatever has become of the room. */
  private record Barrier(CompletableFuture<Void> done) implements Task {
    @Override
    public void run(Room room) {
      done.complete(null);
    }

    @Override
    public void refuse(Outcome.Refused<Reply> why) {
      done.complete(null);
    }
  }
}
