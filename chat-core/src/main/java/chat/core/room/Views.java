package chat.core.room;

import chat.core.model.Conversation;
import chat.core.model.RoomId;
import chat.core.model.RoomInfo;
import chat.core.model.RoomKind;
import chat.core.model.RoomRecord;
import chat.core.model.RoomView;
import chat.core.model.User;
import chat.core.model.UserId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Makes rooms as one of their members sees them. Stateless. */
final class Views {
  private Views() {}

  static RoomView ofMember(RoomRecord record, RoomInfo info, int unread, Optional<User> with) {
    Optional<String> code =
        record.kind() == RoomKind.CODE ? Optional.of(record.code()) : Optional.empty();
    return new RoomView(info, true, OptionalInt.of(unread), code, with);
  }

  /** The view of a live room, as the lane sees it now. */
  static CompletionStage<RoomView> ofMember(Room room, Person person) {
    RoomRecord record = room.record();
    RoomInfo info = room.infoNow();
    long mark = person.mark(room.id()).orElse(0);
    return Marking.unread(room, person.id(), mark)
        .thenCombine(
            with(room.house(), room.people(), person, room.id()),
            (unread, with) -> ofMember(record, info, unread, with));
  }

  /** The other person of a direct conversation; empty for other rooms. */
  static CompletionStage<Optional<User>> with(
      House house, People people, Person person, RoomId room) {
    Optional<UserId> other = Conversation.of(room).map(both -> both.other(person.id()));
    Optional<User> online = other.flatMap(people::find).map(Person::user);
    if (other.isEmpty() || online.isPresent()) {
      return CompletableFuture.completedFuture(online);
    }
    return house
        .directory()
        .users(List.of(other.get()))
        .thenApply(users -> Optional.ofNullable(users.get(other.get())));
  }
}
