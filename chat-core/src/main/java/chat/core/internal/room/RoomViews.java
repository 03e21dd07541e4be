package chat.core.internal.room;

import chat.core.internal.connection.ConnectedUser;
import chat.core.internal.context.ChatContext;
import chat.core.model.Conversation;
import chat.core.model.Notifications;
import chat.core.model.RoomId;
import chat.core.model.RoomInfo;
import chat.core.model.RoomKind;
import chat.core.model.RoomRecord;
import chat.core.model.RoomView;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.LogHead;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Makes views of rooms for their members. Stateless. */
public final class RoomViews {
  private RoomViews() {}

  public static RoomView ofMember(
      ChatContext chat,
      RoomRecord record,
      RoomInfo info,
      ConnectedUser member,
      int unread,
      Optional<User> with) {
    Optional<String> code =
        record.kind() == RoomKind.CODE ? Optional.of(record.code()) : Optional.empty();
    return new RoomView(
        info,
        true,
        OptionalInt.of(unread),
        code,
        with,
        role(record, member.id()),
        Optional.of(notifications(chat, member, record.id())));
  }

  /** Of which messages of a room a member wants to be notified now. */
  static Notifications notifications(ChatContext chat, ConnectedUser member, RoomId room) {
    return member
        .membership(room)
        .map(membership -> membership.notifications().at(chat.now()))
        .orElse(Notifications.ALL);
  }

  private static Optional<RoomView.Role> role(RoomRecord record, UserId member) {
    if (record.kind() == RoomKind.DIRECT) {
      return Optional.empty();
    }
    boolean isAuthor = record.author().filter(member::equals).isPresent();
    return Optional.of(isAuthor ? RoomView.Role.OWNER : RoomView.Role.MEMBER);
  }

  /** The current view of a loaded room for a member. Called in the lane of the room. */
  public static CompletionStage<RoomView> ofMember(Room room, ConnectedUser user) {
    RoomRecord record = room.record();
    RoomInfo info = room.infoNow();
    long mark = user.readMarker(room.id());
    return UnreadCount.after(room, user.id(), mark)
        .thenCombine(
            with(room.chat(), room.connectedUsers(), user, room.id()),
            (unread, with) -> ofMember(room.chat(), record, info, user, unread, with));
  }

  /** The other user of a direct conversation; empty for other rooms. */
  static CompletionStage<Optional<User>> with(
      ChatContext chat, PresenceRegistry connectedUsers, ConnectedUser user, RoomId room) {
    return with(chat, connectedUsers, user, List.of(room))
        .thenApply(others -> Optional.ofNullable(others.get(room)));
  }

  /** The other user of each direct conversation among {@code rooms}, read in one query. */
  public static CompletionStage<Map<RoomId, User>> with(
      ChatContext chat,
      PresenceRegistry connectedUsers,
      ConnectedUser user,
      Collection<RoomId> rooms) {
    Map<RoomId, User> others = new HashMap<>();
    Map<RoomId, UserId> away = new HashMap<>();
    for (RoomId room : rooms) {
      Optional<UserId> other =
          Conversation.of(room)
              .filter(both -> both.has(user.id()))
              .map(both -> both.other(user.id()));
      other.ifPresent(
          id ->
              connectedUsers
                  .find(id)
                  .ifPresentOrElse(
                      found -> others.put(room, found.profile()), () -> away.put(room, id)));
    }
    if (away.isEmpty()) {
      return CompletableFuture.completedFuture(others);
    }
    return chat.directory()
        .users(away.values())
        .thenApply(
            users -> {
              away.forEach(
                  (room, id) -> {
                    if (users.containsKey(id)) {
                      others.put(room, users.get(id));
                    }
                  });
              return others;
            });
  }

  /** The public view of a room, loaded or not. */
  public static RoomInfo info(RoomRegistry rooms, RoomRecord room, LogHead head) {
    int userCount =
        Conversation.of(room.id())
            .map(rooms.connectedUsers()::countOnline)
            .orElseGet(
                () -> rooms.find(room.id()).flatMap(Room::info).map(RoomInfo::userCount).orElse(0));
    return RoomInfo.of(room, userCount, head.messages(), head.position(), head.firstKept());
  }
}
