package chat.server.wire;

import chat.core.command.Reply;
import chat.core.command.SetUsername;
import chat.core.command.room.ListMembers;
import chat.core.event.Signal;
import chat.server.wire.json.CommonFields;
import chat.server.wire.json.JsonWriter;

/** Frames of users: names, presence in rooms, online status. Stateless, thread-safe. */
final class MemberFrames {
  static final FrameTable<Reply> REPLIES =
      new FrameTable<Reply>()
          .with(SetUsername.Renamed.class, "username_set", MemberFrames::usernameSet)
          .withPage(ListMembers.Listed.class, "members", MemberFrames::members);

  static final FrameTable<Signal> SIGNALS =
      new FrameTable<Signal>()
          .with(Signal.UserJoined.class, "user_joined", MemberFrames::joined)
          .with(Signal.UserLeft.class, "user_left", MemberFrames::left)
          .with(Signal.PresenceCounted.class, "room_presence", MemberFrames::counted)
          .with(Signal.StatusChanged.class, "user_status", MemberFrames::status)
          .with(Signal.UserChanged.class, "user_changed", MemberFrames::changed);

  private MemberFrames() {}

  private static void usernameSet(JsonWriter json, SetUsername.Renamed reply) {
    CommonFields.user(json.name("user"), reply.user());
  }

  private static void members(JsonWriter json, ListMembers.Listed reply) {
    json.string("room", reply.room().value())
        .list("users", reply.users(), CommonFields::user)
        .bool("more", reply.more());
  }

  private static void joined(JsonWriter json, Signal.UserJoined event) {
    json.string("room", event.room().value());
    CommonFields.user(json.name("user"), event.user());
    json.number("user_count", event.userCount());
  }

  private static void left(JsonWriter json, Signal.UserLeft event) {
    json.string("room", event.room().value());
    CommonFields.user(json.name("user"), event.user());
    json.number("user_count", event.userCount());
  }

  private static void counted(JsonWriter json, Signal.PresenceCounted event) {
    json.string("room", event.room().value()).number("user_count", event.userCount());
  }

  private static void status(JsonWriter json, Signal.StatusChanged event) {
    CommonFields.user(json.name("user"), event.user());
    json.string("status", event.online() ? "online" : "offline");
  }

  private static void changed(JsonWriter json, Signal.UserChanged event) {
    CommonFields.user(json.name("user"), event.user());
  }
}
