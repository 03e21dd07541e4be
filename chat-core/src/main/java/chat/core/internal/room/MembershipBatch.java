package chat.core.internal.room;

import chat.core.command.room.JoinRoom;
import chat.core.event.Signal;
import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.connection.PendingReply;
import chat.core.internal.context.ProtocolLimits;
import chat.core.internal.context.Rejections;
import chat.core.model.RoomView;
import chat.core.model.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * New members, gathered so that all who come while one commit is under way become members in the
 * next. Nothing else happens in the room between gathering and the commit. Confined to the room's
 * lane.
 */
public final class MembershipBatch {
  /** Somebody who becomes a member, and then joins. */
  private record Newcomer(PendingReply<JoinRoom.Joined> request, Runnable joins) {}

  private final Room room;
  private List<Newcomer> newcomers = new ArrayList<>();

  /** Members of whom it is not known whether they have left, for the store failed. */
  private final Set<UserId> inDoubt = new HashSet<>();

  MembershipBatch(Room room) {
    this.room = room;
  }

  /**
   * Adds a user to the next commit.
   *
   * @param joins goes on with the request once the user is a member
   */
  public void add(PendingReply<JoinRoom.Joined> request, Runnable joins) {
    newcomers.add(new Newcomer(request, joins));
  }

  /**
   * Whether the user is a member for sure, so that the store need not make one again. What another
   * node may have ended is never sure, except a conversation.
   */
  public boolean isSettled(ConnectedUser person) {
    return AccessPolicy.isMember(room, person)
        && (room.conversation().isPresent() || !room.rooms().peers().exist())
        && (inDoubt.isEmpty() || !inDoubt.contains(person.id()));
  }

  public void inDoubt(ConnectedUser person) {
    inDoubt.add(person.id());
  }

  /** Ends the doubt: the store has told. */
  void settled(ConnectedUser person) {
    inDoubt.remove(person.id());
  }

  /** Makes members of those who are gathered, then goes on with {@code next}. */
  void flush(Runnable next) {
    if (newcomers.isEmpty()) {
      next.run();
      return;
    }
    List<Newcomer> gathered = newcomers;
    newcomers = new ArrayList<>();
    room.broadcaster().flushAnswered();
    long mark = room.log().head();
    Map<UserId, Long> marks = new LinkedHashMap<>();
    gathered.forEach(each -> marks.put(each.request().person().id(), mark));
    room.lane()
        .await(
            room.chat().directory().join(room.id(), marks, ProtocolLimits.MAX_ROOMS_OF_USER),
            (leftOut, failure) -> {
              if (failure == null) {
                gathered.forEach(each -> settle(each, mark, leftOut));
              } else {
                refuse(gathered, failure);
              }
              next.run();
            });
  }

  private void settle(Newcomer newcomer, long mark, Set<UserId> leftOut) {
    if (leftOut.contains(newcomer.request().person().id())) {
      room.broadcaster().answer(newcomer.request(), Rejections.tooManyRooms());
    } else {
      admit(newcomer, mark);
    }
  }

  private void admit(Newcomer newcomer, long mark) {
    ConnectedUser person = newcomer.request().person();
    settled(person);
    if (!AccessPolicy.isMember(room, person)) { // not by another connection in the same commit
      person.joined(room.id(), mark);
      RoomView view =
          RoomViews.ofMember(room.record(), room.infoNow(), person.id(), 0, Optional.empty());
      person.tell(new Signal.RoomShown(view), newcomer.request().from());
      room.rooms().peers().membership(room.id(), person.id());
    }
    newcomer.joins().run();
  }

  private void refuse(List<Newcomer> gathered, Throwable failure) {
    room.report(failure);
    gathered.forEach(each -> room.broadcaster().answer(each.request(), Rejections.unavailable()));
  }
}
