package chat.server.wire;

import chat.core.command.ListMembers;
import chat.core.command.Reply;
import chat.core.command.SetUsername;
import chat.core.event.Signal;

/** Frames about users: names, who is present in a room, who is online. Stateless, thread-safe. */
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

  private static void usernameSet(Json json, SetUsername.Renamed reply) {
    Shapes.user(json.name("user"), reply.user());
  }

  private static void members(Json json, ListMembers.Listed reply) {
    json.string("room", reply.room().value())
        .list("users", reply.users(), Shapes::user)
        .bool("more", reply.more());
  }

  private static void joined(Json json, Signal.UserJoined event) {
    json.string("room", event.room().value());
    Shapes.user(json.name("user"), event.user());
    json.number("user_count", event.userCount());
  }

  private static void left(Json json, Signal.UserLeft event) {
    json.string("room", event.room().value());
    Shapes.user(json.name("user"), event.user());
    json.number("user_count", event.userCount());
  }

  private static void counted(Json json, Signal.PresenceCounted event) {
    json.string("room", event.room().value()).number("user_count", event.userCount());
  }

  private static void status(Json json, Signal.StatusChanged event) {
    Shapes.user(json.name("user"), event.user());
    json.string("status", event.online() ? "online" : "offline");
  }

  private static void changed(Json json, Signal.UserChanged event) {
    Shapes.user(json.name("user"), event.user());
  }
}
