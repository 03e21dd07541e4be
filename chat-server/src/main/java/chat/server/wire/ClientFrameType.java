package chat.server.wire;

import chat.core.command.ChangeRoom;
import chat.core.command.Command;
import chat.core.command.CreateCodeRoom;
import chat.core.command.CreateInvite;
import chat.core.command.CreatePrivateRoom;
import chat.core.command.CreatePublicRoom;
import chat.core.command.JoinByCode;
import chat.core.command.JoinByInvite;
import chat.core.command.JoinRoom;
import chat.core.command.LeaveRoom;
import chat.core.command.ListInvites;
import chat.core.command.ListMembers;
import chat.core.command.ListRooms;
import chat.core.command.MarkRead;
import chat.core.command.OpenConversation;
import chat.core.command.PostMessage;
import chat.core.command.ReadHistory;
import chat.core.command.RevokeInvite;
import chat.core.command.SearchMessages;
import chat.core.command.SetTyping;
import chat.core.command.SetUsername;
import chat.core.model.Position;
import chat.core.model.RoomId;
import chat.core.model.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every type of frame that a client may send, and how its fields are read. Immutable. */
enum ClientFrameType {
  SET_USERNAME("set_username", fields -> new SetUsername(fields.username())),
  GET_ROOMS(
      "get_rooms",
      fields ->
          new ListRooms(
              roomCursor(fields), fields.limit(), fields.optionalBool("own").orElse(false))),
  CREATE_ROOM("create_room", ClientFrameType::createRoom),
  JOIN_ROOM("join_room", ClientFrameType::joinRoom),
  LEAVE_ROOM("leave_room", fields -> new LeaveRoom(fields.room())),
  MEMBERS("members", fields -> new ListMembers(fields.room(), userCursor(fields), fields.limit())),
  SEND_MESSAGE(
      "send_message",
      fields ->
          new PostMessage(
              fields.room(),
              fields.text(),
              fields.string("client_id"),
              fields.optionalNumber("reply_to"))),
  TYPING("typing", fields -> new SetTyping(fields.room(), fields.bool("typing"))),
  HISTORY(
      "history",
      fields ->
          new ReadHistory(
              fields.room(),
              fields.optionalNumber("before"),
              fields.optionalNumber("after"),
              fields.limit())),
  CHANGE_ROOM(
      "change_room",
      fields ->
          new ChangeRoom(
              fields.room(),
              fields.string("client_id"),
              fields.optionalString("name"),
              fields.optionalString("topic"))),
  CREATE_INVITE("create_invite", fields -> new CreateInvite(fields.room())),
  GET_INVITES("get_invites", fields -> new ListInvites(fields.room())),
  REVOKE_INVITE(
      "revoke_invite", fields -> new RevokeInvite(fields.room(), fields.string("invite"))),
  SEARCH(
      "search",
      fields ->
          new SearchMessages(
              fields.string("query"),
              fields.has("room") ? Optional.of(fields.room()) : Optional.empty(),
              fields.optionalString("cursor"),
              fields.limit())),
  MARK_READ("mark_read", fields -> new MarkRead(fields.room(), fields.number("seq"))),
  PING("ping");

  private static final Map<String, ClientFrameType> BY_NAME =
      Stream.of(values())
          .collect(Collectors.toUnmodifiableMap(type -> type.wireName, type -> type));

  private final String wireName;

  @SuppressWarnings("ImmutableEnumChecker") // the functions above hold nothing
  private final Optional<Function<Fields, Command<?>>> reading;

  ClientFrameType(String wireName, Function<Fields, Command<?>> reading) {
    this.wireName = wireName;
    this.reading = Optional.of(reading);
  }

  /** One that asks nothing of the chat. */
  ClientFrameType(String wireName) {
    this.wireName = wireName;
    this.reading = Optional.empty();
  }

  /** The type called {@code wireName}; empty when there is none. */
  static Optional<ClientFrameType> named(String wireName) {
    return Optional.ofNullable(BY_NAME.get(wireName));
  }

  /** What stands in the frame's {@code type}. */
  String wireName() {
    return wireName;
  }

  /**
   * The frame of this type that {@code fields} make.
   *
   * @throws FrameFault if they make none
   */
  ClientFrame read(Fields fields, Optional<String> id) {
    return reading.isPresent()
        ? new ClientFrame.Asks(reading.get().apply(fields), id)
        : new ClientFrame.Ping(id);
  }

  private static Command<?> createRoom(Fields fields) {
    String kind = fields.string("kind");
    return switch (kind) {
      case "public" -> new CreatePublicRoom(fields.string("name"));
      case "code" -> new CreateCodeRoom(fields.optionalString("name"));
      case "private" -> new CreatePrivateRoom(fields.string("name"));
      case "direct" -> new OpenConversation(person(fields));
      default ->
          throw FrameFault.invalid(
              "kind", "The field kind must be public, code, private or direct.");
    };
  }

  private static UserId person(Fields fields) {
    String user = fields.string("user");
    if (user.isEmpty()) {
      throw FrameFault.invalid("user", "The field user must not be empty.");
    }
    if (!UserId.isValid(user)) {
      throw new FrameFault(WireError.of(ErrorCode.NOT_FOUND, "user", "There is no such person."));
    }
    return UserId.of(user);
  }

  private static Command<?> joinRoom(Fields fields) {
    long doors = Stream.of("room", "code", "invite").filter(fields::has).count();
    if (doors > 1) {
      String named = fields.has("code") ? "code" : "invite";
      throw FrameFault.invalid(named, "Join with one of the fields room, code and invite.");
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

  private static Optional<RoomId> roomCursor(Fields fields) {
    return cursor(fields, RoomId::isValid, RoomId::of, "a room's id");
  }

  private static Optional<UserId> userCursor(Fields fields) {
    return cursor(fields, UserId::isValid, UserId::of, "a person's id");
  }

  private static <T> Optional<T> cursor(
      Fields fields, Predicate<String> isValid, Function<String, T> id, String description) {
    Optional<String> after = fields.optionalString("after");
    if (after.isPresent() && !isValid.test(after.get())) {
      throw FrameFault.invalid("after", "The field after must be " + description + ".");
    }
    return after.map(id);
  }
}
