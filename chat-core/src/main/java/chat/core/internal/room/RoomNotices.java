package chat.core.internal.room;

import chat.core.event.Signal;
import chat.core.internal.context.ChatContext;
import chat.core.internal.context.ProtocolLimits;
import chat.core.internal.lane.Lane;
import chat.core.internal.presence.ThrottledBroadcast;
import chat.core.model.Conversation;
import chat.core.model.RoomId;
import chat.core.model.RoomInfo;
import chat.core.model.RoomKind;
import chat.core.model.RoomRecord;
import chat.core.model.RoomView;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.LogHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sends the new state of rooms that have changed in the store: of public rooms to all connections,
 * of other rooms to those of their members. The rooms need not be loaded. Changes within two
 * seconds are coalesced, and read with three queries. Confined to the lane of {@link
 * PresenceRegistry}.
 */
final class RoomNotices {
  private final ChatContext chat;
  private final RoomRegistry rooms;
  private final PresenceRegistry connectedUsers;
  private final Lane<Runnable> lane;
  private final ThrottledBroadcast<RoomId> changed;

  RoomNotices(
      ChatContext chat, RoomRegistry rooms, PresenceRegistry connectedUsers, Lane<Runnable> lane) {
    this.chat = chat;
    this.rooms = rooms;
    this.connectedUsers = connectedUsers;
    this.lane = lane;
    this.changed =
        new ThrottledBroadcast<>(chat, lane, ProtocolLimits.ROOM_COUNT_EVERY, this::read);
  }

  /** Notes that a room has changed in the store. Any thread. */
  void changed(RoomId room) {
    lane.offer(() -> changed.add(room));
  }

  private void read(List<RoomId> ids) {
    chat.directory()
        .rooms(ids)
        .thenCombine(chat.log().heads(ids), this::infos)
        .thenCombine(chat.directory().users(partners(ids)), this::notices)
        .whenComplete(
            (notices, failure) -> {
              if (failure != null) {
                chat.report(failure);
              } else {
                lane.offer(() -> notices.forEach(Runnable::run));
              }
            });
  }

  private List<RoomInfo> infos(Map<RoomId, RoomRecord> records, Map<RoomId, LogHead> heads) {
    List<RoomInfo> infos = new ArrayList<>();
    heads.forEach(
        (id, head) -> {
          RoomRecord record = records.get(id);
          if (record != null) { // otherwise it was just removed
            infos.add(RoomViews.info(rooms, record, head));
          }
        });
    return infos;
  }

  /** The users of those conversations among {@code ids} that have at least one connection. */
  private Set<UserId> partners(List<RoomId> ids) {
    Set<UserId> partners = new TreeSet<>();
    for (RoomId id : ids) {
      Conversation.of(id)
          .filter(both -> !connectedUsers.connections(both).isEmpty())
          .ifPresent(both -> partners.addAll(both.people()));
    }
    return partners;
  }

  private List<Runnable> notices(List<RoomInfo> infos, Map<UserId, User> users) {
    List<Runnable> notices = new ArrayList<>();
    List<RoomInfo> open = infos.stream().filter(info -> info.kind() == RoomKind.PUBLIC).toList();
    if (!open.isEmpty()) {
      notices.add(() -> connectedUsers.broadcastToAll(new Signal.RoomsChanged(open)));
    }
    for (RoomInfo info : infos) {
      if (info.kind() == RoomKind.DIRECT) {
        notices.add(() -> sendToBoth(info, users));
      } else if (info.kind() != RoomKind.PUBLIC) {
        notices.add(
            () ->
                connectedUsers.broadcastToMembers(
                    info.id(), new Signal.RoomsChanged(List.of(info))));
      }
    }
    return notices;
  }

  /** Sends the view of a conversation to each of its two users, with the name of the other one. */
  private void sendToBoth(RoomInfo info, Map<UserId, User> users) {
    Conversation both = Conversation.of(info.id()).orElseThrow();
    for (UserId id : both.people()) {
      User other = users.get(both.other(id));
      if (other != null) {
        RoomView view =
            new RoomView(
                info,
                true,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.of(other),
                Optional.empty(),
                Optional.empty());
        connectedUsers
            .find(id)
            .filter(user -> user.isMember(info.id()))
            .ifPresent(user -> user.send(new Signal.RoomShown(view), null));
      }
    }
  }
}
