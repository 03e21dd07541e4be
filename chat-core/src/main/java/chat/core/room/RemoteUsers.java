package chat.core.room;

import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Takes over what other nodes, or the host in the directory, have changed of users who are
 * connected here and of their rooms. Thread-safe.
 */
final class RemoteUsers {
  private final House house;
  private final Rooms rooms;
  private final People people;

  RemoteUsers(House house, Rooms rooms, People people) {
    this.house = house;
    this.rooms = rooms;
    this.people = people;
  }

  /** Those who are read from the directory, by ascending id. */
  List<Person> loaded() {
    return people.all().stream()
        .filter(person -> person.loading().isDone())
        .sorted(Comparator.comparing(Person::id))
        .toList();
  }

  /** Does {@code work} with a user who is connected here, once the user is read. */
  void whenLoaded(UserId id, Consumer<Person> work) {
    people.find(id).ifPresent(person -> person.loading().whenDone(() -> work.accept(person)));
  }

  /** Refuses all that a user asks for who was retired on another node, and takes the user out. */
  void retired(UserId id) {
    people
        .find(id)
        .ifPresent(
            person -> {
              Set<RoomId> were = person.rooms();
              person.goneForGood();
              for (RoomId room : were) {
                rooms.offerIfLoaded(
                    room, Task.quiet(there -> MembershipEnd.apply(there, person, null, () -> {})));
              }
            });
  }

  /**
   * Reads a user again whom the store has changed, and tells who shares a room or a conversation.
   * Somebody who is not connected is read first, for it is their rooms that are told.
   */
  CompletionStage<Void> reread(UserId id) {
    return house.directory().users(List.of(id)).thenCompose(users -> reread(users.get(id)));
  }

  private CompletionStage<Void> reread(User user) {
    if (user == null) {
      return CompletableFuture.completedFuture(null);
    }
    Person person = people.hold(user);
    return person
        .loading()
        .whenLoaded()
        .thenAccept(refused -> people.changed(person, user, null))
        .whenComplete((told, failure) -> people.release(person));
  }

  /** Tells of a room that another node has removed. */
  void roomGone(RoomId room, boolean isPublic) {
    List<UserId> members =
        people.all().stream().filter(person -> person.isMember(room)).map(Person::id).toList();
    if (isPublic) {
      people.publicRoomRemoved(room, members);
    } else {
      people.roomRemoved(room, members);
    }
  }
}
