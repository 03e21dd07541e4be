package chat.server.wire.json;

import chat.core.model.Conversation;
import chat.core.model.Mention;
import chat.core.model.Notifications;
import chat.core.model.Position;
import chat.core.model.RoomId;
import chat.core.model.RoomInfo;
import chat.core.model.RoomKind;
import chat.core.model.RoomView;
import chat.core.model.User;
import chat.server.wire.error.ApiError;

/** Writes the values that occur in many frames. Stateless, thread-safe. */
public final class CommonFields {
  private CommonFields() {}

  public static void user(JsonWriter json, User user) {
    json.object(
        it ->
            it.string("id", user.id().value())
                .string("name", user.name())
                .string("kind", kind(user.kind())));
  }

  public static void mention(JsonWriter json, Mention mention) {
    json.object(
        it -> {
          user(it.name("user"), mention.user());
          it.number("start", mention.start()).number("end", mention.end());
        });
  }

  public static void position(JsonWriter json, Position position) {
    json.object(it -> it.string("epoch", position.epoch()).number("seq", position.seq()));
  }

  /** Writes a room for all users: without fields that only some may see. */
  public static void room(JsonWriter json, RoomInfo room) {
    json.object(it -> common(it, room, room.name()));
  }

  /** Writes a room for one user; a conversation has the other user's name. */
  public static void room(JsonWriter json, RoomView view) {
    String name = view.with().map(User::name).orElse(view.info().name());
    json.object(
        it -> {
          common(it, view.info(), name);
          view.unread().ifPresent(unread -> it.number("unread", unread));
          it.bool("member", view.member()).string("code", view.code());
          view.with().ifPresent(other -> user(it.name("with"), other));
          view.role().ifPresent(role -> it.string("role", role(role)));
          view.notifications().ifPresent(set -> notifications(it, set));
        });
  }

  /** Writes of which messages of a room its member wants to be notified. */
  public static void notifications(JsonWriter json, Notifications notifications) {
    json.string("level", level(notifications.level()));
    notifications.until().ifPresent(until -> json.time("until", until));
  }

  private static String level(Notifications.Level level) {
    return switch (level) {
      case ALL -> "all";
      case MENTIONS -> "mentions";
      case NONE -> "none";
    };
  }

  private static void common(JsonWriter json, RoomInfo room, String name) {
    json.string("id", room.id().value())
        .string("name", name)
        .string("kind", kind(room.kind()))
        .bool("permanent", room.permanent());
    if (!room.topic().isEmpty()) {
      json.string("topic", room.topic());
    }
    json.number("user_count", room.userCount()).number("message_count", room.messageCount());
    position(json.name("head"), room.head());
    json.number("floor", room.floor());
  }

  /** Whether {@code room} is a conversation of two users. */
  public static boolean isPrivate(RoomId room) {
    return Conversation.of(room).isPresent();
  }

  private static String role(RoomView.Role role) {
    return switch (role) {
      case OWNER -> "owner";
      case MEMBER -> "member";
    };
  }

  private static String kind(RoomKind kind) {
    return switch (kind) {
      case PUBLIC -> "public";
      case CODE -> "code";
      case PRIVATE -> "private";
      case DIRECT -> "direct";
    };
  }

  private static String kind(User.Kind kind) {
    return switch (kind) {
      case GUEST -> "guest";
      case REGISTERED -> "registered";
      case BOT -> "bot";
    };
  }

  /** Writes the members of an error frame after its type, or of a problem after its status. */
  public static void error(JsonWriter json, ApiError error) {
    json.string("code", error.code())
        .string("field", error.field())
        .string("message", error.message());
    error.retryAfterMs().ifPresent(ms -> json.number("retry_after_ms", ms));
  }
}
