package chat.server.wire;

import chat.core.command.Reply;
import chat.core.command.room.ChangeRoom;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.LeaveRoom;
import chat.core.command.room.ListRooms;
import chat.core.command.room.SetNotifications;
import chat.core.event.Signal;
import chat.server.wire.json.CommonFields;
import chat.server.wire.json.JsonWriter;
import java.util.List;

/**
 * Frames of rooms: lists, creation, change, removal, joining and leaving. Stateless, thread-safe.
 */
final class RoomFrames {
  static final FrameTable<Reply> REPLIES =
      new FrameTable<Reply>()
          .withPage(ListRooms.Listed.class, "rooms_list", RoomFrames::rooms)
          .withPage(CreatePublicRoom.Created.class, "room_created", RoomFrames::created)
          .withPage(JoinRoom.Joined.class, "joined_room", RoomFrames::joined)
          .with(LeaveRoom.Left.class, "left_room", RoomFrames::left)
          .with(ChangeRoom.Changed.class, "room_changed", RoomFrames::roomChanged)
          .with(SetNotifications.Set.class, "notifications_set", RoomFrames::notificationsSet);

  static final FrameTable<Signal> SIGNALS =
      new FrameTable<Signal>()
          .with(Signal.RoomsChanged.class, "rooms_changed", RoomFrames::changed)
          .with(Signal.RoomShown.class, "rooms_changed", RoomFrames::shown)
          .with(Signal.RoomsRemoved.class, "rooms_changed", RoomFrames::removed)
          .with(Signal.LeftElsewhere.class, "left_room", RoomFrames::leftElsewhere)
          .with(Signal.NotificationsSet.class, "notifications_set", RoomFrames::setElsewhere);

  private RoomFrames() {}

  static void rooms(JsonWriter json, ListRooms.Listed reply) {
    json.list("rooms", reply.rooms(), CommonFields::room).bool("more", reply.more());
  }

  private static void created(JsonWriter json, CreatePublicRoom.Created reply) {
    CommonFields.room(json.name("room"), reply.room());
  }

  private static void joined(JsonWriter json, JoinRoom.Joined reply) {
    CommonFields.room(json.name("room"), reply.room());
    if (!reply.users().isEmpty()) { // requested: a requested list contains at least the caller
      json.list("users", reply.users(), CommonFields::user);
    }
    json.list("events", reply.events(), EventFrames::write);
    CommonFields.position(json.name("head"), reply.head());
    json.bool("resumed", reply.resumed());
    reply.from().ifPresent(seq -> json.number("from", seq));
    json.bool("more", reply.more());
    ChangeFrames.reactions(json, reply.events(), reply.mine());
  }

  private static void left(JsonWriter json, LeaveRoom.Left reply) {
    json.string("room", reply.room().value());
  }

  static void roomChanged(JsonWriter json, ChangeRoom.Changed reply) {
    json.string("room", reply.room().value());
    reply.seq().ifPresent(seq -> json.number("seq", seq));
    json.string("client_id", reply.clientId());
    reply.at().ifPresent(at -> json.time("at", at));
    json.flag("duplicate", reply.duplicate()).flag("unchanged", reply.seq().isEmpty());
  }

  private static void notificationsSet(JsonWriter json, SetNotifications.Set reply) {
    json.string("room", reply.room().value());
    CommonFields.notifications(json, reply.notifications());
  }

  private static void setElsewhere(JsonWriter json, Signal.NotificationsSet event) {
    json.string("room", event.room().value());
    CommonFields.notifications(json, event.notifications());
  }

  private static void changed(JsonWriter json, Signal.RoomsChanged event) {
    json.list("rooms", event.rooms(), CommonFields::room);
  }

  private static void shown(JsonWriter json, Signal.RoomShown event) {
    json.list("rooms", List.of(event.room()), CommonFields::room);
  }

  private static void removed(JsonWriter json, Signal.RoomsRemoved event) {
    json.list("removed", event.rooms(), (it, room) -> it.value(room.value()));
  }

  private static void leftElsewhere(JsonWriter json, Signal.LeftElsewhere event) {
    json.string("room", event.room().value());
  }
}
