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
 * Gathers joins, so that all users who join during one commit become members in the next. The room
 * does nothing else between gathering and the commit. Confined to the lane of the room.
 */
public final class MembershipBatch {
  /** A user who becomes a member and then joins. */
  private record Newcomer(PendingReply<JoinRoom.Joined> request, Runnable joins) {}

  private final Room room;
  private List<Newcomer> newcomers = new ArrayList<>();

  /** Members who may have left, because the store failed. */
  private final Set<UserId> inDoubt = new HashSet<>();

  MembershipBatch(Room room) {
    this.room = room;
  }

  /**
   * Adds a user to the next commit.
   *
   * @param joins continues with the command once the user is a member
   */
  public void add(PendingReply<JoinRoom.Joined> request, Runnable joins) {
    newcomers.add(new Newcomer(request, joins));
  }

  /**
   * Whether the user is certainly a member, so that the store need not be asked. When there are
   * other nodes, which may end a membership, that is certain in conversations only.
   */
  public boolean isSettled(ConnectedUser user) {
    return AccessPolicy.isMember(room, user)
        && (room.conversation().isPresent() || !room.rooms().peers().exist())
        && (inDoubt.isEmpty() || !inDoubt.contains(user.id()));
  }

  public void inDoubt(ConnectedUser user) {
    inDoubt.add(user.id());
  }

  /** Clears the doubt after the membership was read from the store. */
  void settled(ConnectedUser user) {
    inDoubt.remove(user.id());
  }

  /** Makes the gathered users members, then runs {@code next}. */
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
    gathered.forEach(each -> marks.put(each.request().user().id(), mark));
    room.lane()
        .await(
            room.chat().directory().join(room.id(), marks, ProtocolLimits.MAX_ROOMS_OF_USER),
            (leftOut, failure) -> {
              if (failure == null) {
                gathered.forEach(each -> settle(each, mark, leftOut));
              } else {
                reject(gathered, failure);
              }
              next.run();
            });
  }

  private void settle(Newcomer newcomer, long mark, Set<UserId> leftOut) {
    if (leftOut.contains(newcomer.request().user().id())) {
      room.broadcaster().answer(newcomer.request(), Rejections.tooManyRooms());
    } else {
      admit(newcomer, mark);
    }
  }

  private void admit(Newcomer newcomer, long mark) {
    ConnectedUser user = newcomer.request().user();
    settled(user);
    if (!AccessPolicy.isMember(
        room, user)) { // another connection may have joined in the same commit
      user.joined(room.id(), mark);
      RoomView view =
          RoomViews.ofMember(room.chat(), room.record(), room.infoNow(), user, 0, Optional.empty());
      user.send(new Signal.RoomShown(view), newcomer.request().from());
      room.rooms().peers().membership(room.id(), user.id());
    }
    newcomer.joins().run();
  }

  private void reject(List<Newcomer> gathered, Throwable failure) {
    room.report(failure);
    gathered.forEach(each -> room.broadcaster().answer(each.request(), Rejections.unavailable()));
  }
}
