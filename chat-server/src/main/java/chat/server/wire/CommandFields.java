package chat.server.wire;

import chat.core.command.Command;
import chat.core.command.room.CreateCodeRoom;
import chat.core.command.room.CreatePrivateRoom;
import chat.core.command.room.CreatePublicRoom;
import chat.core.command.room.JoinByCode;
import chat.core.command.room.JoinByInvite;
import chat.core.command.room.JoinRoom;
import chat.core.command.room.OpenConversation;
import chat.core.command.room.SetNotifications;
import chat.core.file.FileId;
import chat.core.model.Notifications;
import chat.core.model.Position;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import chat.server.wire.error.InvalidFrameException;
import chat.server.wire.json.JsonFields;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Parses frame types with several possible commands, and cursors. Stateless. */
final class CommandFields {
  private CommandFields() {}

  /**
   * A parser of frames that need an {@code id}: a reply without {@code re} would look like the
   * event that the user's other connections get.
   */
  static Function<JsonFields, Command<?>> withId(Function<JsonFields, Command<?>> decoder) {
    return fields -> {
      if (!fields.has("id")) {
        throw InvalidFrameException.invalid("id", "The field id is missing.");
      }
      return decoder.apply(fields);
    };
  }

  /** The command that sets of which messages of a room the user is notified. */
  static SetNotifications setNotifications(JsonFields fields) {
    Notifications.Level level =
        switch (fields.string("level")) {
          case "all" -> Notifications.Level.ALL;
          case "mentions" -> Notifications.Level.MENTIONS;
          case "none" -> Notifications.Level.NONE;
          default ->
              throw InvalidFrameException.invalid(
                  "level", "The field level must be all, mentions or none.");
        };
    return new SetNotifications(fields.room(), level, fields.optionalTime("until"));
  }

  /** The command that creates a room of the kind in {@code kind}. */
  static Command<?> createRoom(JsonFields fields) {
    String kind = fields.string("kind");
    return switch (kind) {
      case "public" -> new CreatePublicRoom(fields.string("name"));
      case "code" -> new CreateCodeRoom(fields.optionalString("name"));
      case "private" -> new CreatePrivateRoom(fields.string("name"));
      case "direct" -> new OpenConversation(user(fields));
      default ->
          throw InvalidFrameException.invalid(
              "kind", "The field kind must be public, code, private or direct.");
    };
  }

  private static UserId user(JsonFields fields) {
    String user = fields.string("user");
    if (user.isEmpty()) {
      throw InvalidFrameException.invalid("user", "The field user must not be empty.");
    }
    if (!UserId.isValid(user)) {
      throw new InvalidFrameException(ApiError.of(ErrorCode.NOT_FOUND, "user", "User not found."));
    }
    return UserId.of(user);
  }

  /** The command that joins by a room's id, a code or a room invite. */
  static Command<?> joinRoom(JsonFields fields) {
    long targets = Stream.of("room", "code", "invite").filter(fields::has).count();
    if (targets > 1) {
      String named = fields.has("code") ? "code" : "invite";
      throw InvalidFrameException.invalid(
          named, "Specify only one of the fields room, code and invite.");
    }
    Optional<Position> after = fields.cursor();
    OptionalInt limit = fields.limit();
    boolean users = fields.optionalBool("users").orElse(true);
    if (fields.has("invite")) {
      return new JoinByInvite(fields.string("invite"), after, limit, users);
    }
    return fields.has("code")
        ? new JoinByCode(fields.code(), after, limit, users)
        : new JoinRoom(fields.room(), after, limit, users);
  }

  /** The cursor {@code after} of a list of rooms. */
  static Optional<RoomId> roomCursor(JsonFields fields) {
    return cursor(fields, RoomId::isValid, RoomId::of, "the id of a room");
  }

  /** The cursor {@code after} of a list of users. */
  static Optional<UserId> userCursor(JsonFields fields) {
    return cursor(fields, UserId::isValid, UserId::of, "the id of a user");
  }

  private static <T> Optional<T> cursor(
      JsonFields fields, Predicate<String> isValid, Function<String, T> id, String description) {
    Optional<String> after = fields.optionalString("after");
    if (after.isPresent() && !isValid.test(after.get())) {
      throw InvalidFrameException.invalid("after", "The field after must be " + description + ".");
    }
    return after.map(id);
  }

  /**
   * The uploads that a message binds.
   *
   * @throws InvalidFrameException if one of them is no id of an upload
   */
  static List<FileId> files(JsonFields fields) {
    List<String> ids = fields.has("files") ? fields.strings("files") : List.of();
    if (!ids.stream().allMatch(FileId::isValid)) {
      throw InvalidFrameException.invalid(
          "files", "The field files must be a list of ids of uploads.");
    }
    return ids.stream().map(FileId::of).toList();
  }

  /**
   * The file of a message.
   *
   * @throws InvalidFrameException {@code not_found} if it is no id of a file
   */
  static FileId file(JsonFields fields) {
    String id = fields.string("file");
    if (!FileId.isValid(id)) {
      throw new InvalidFrameException(ApiError.of(ErrorCode.NOT_FOUND, "file", "File not found."));
    }
    return FileId.of(id);
  }
}
