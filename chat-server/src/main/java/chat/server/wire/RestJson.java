package chat.server.wire;

import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.message.SearchMessages;
import chat.core.command.room.ChangeRoom;
import chat.core.command.room.ListRooms;
import chat.core.model.User;
import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import chat.server.wire.error.InvalidFrameException;
import chat.server.wire.json.CommonFields;
import chat.server.wire.json.JsonFields;
import chat.server.wire.json.JsonWriter;
import chat.server.wire.json.StrictJsonReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Writes and parses the JSON bodies of REST. Stateless, thread-safe. */
public final class RestJson {
  private static final int SMALL = 512;
  private static final int LARGE = 8_192;

  /** Creates an instance; one is enough for a server. */
  public RestJson() {}

  /**
   * The health of the server: {@code {status, thread?, server, at, uptime_ms}}.
   *
   * @param status {@code ok}, {@code stuck} or {@code stopping}
   * @param thread the name of the stuck thread
   */
  public byte[] health(
      String status, Optional<String> thread, ServerInfo server, Instant at, Duration uptime) {
    return JsonWriter.object(
        SMALL,
        json -> {
          json.string("status", status);
          thread.ifPresent(name -> json.string("thread", name));
          server.write(json.name("server"));
          json.time("at", at).number("uptime_ms", uptime.toMillis());
        });
  }

  /** Rooms: {@code {rooms, more}}. */
  public byte[] rooms(ListRooms.Listed reply) {
    return JsonWriter.object(LARGE, json -> RoomFrames.rooms(json, reply));
  }

  /** A page of a room's log: {@code {events, head, from?, more}}. */
  public byte[] history(ReadHistory.Read reply) {
    return JsonWriter.object(LARGE, json -> MessageFrames.page(json, reply));
  }

  /** The result of a search: {@code {hits, more, cursor?}}. */
  public byte[] found(SearchMessages.Found reply) {
    return JsonWriter.object(LARGE, json -> SearchFrames.found(json, reply));
  }

  /** The reply to a post, with the fields of {@code message_sent}. */
  public byte[] sent(PostMessage.Sent reply) {
    return JsonWriter.object(SMALL, json -> MessageFrames.sent(json, reply));
  }

  /** The reply to a change of a room, with the fields of {@code room_changed}. */
  public byte[] roomChanged(ChangeRoom.Changed reply) {
    return JsonWriter.object(SMALL, json -> RoomFrames.roomChanged(json, reply));
  }

  /** A session: {@code {user, session}}. */
  public byte[] session(User user, String token) {
    return JsonWriter.object(
        SMALL,
        json -> {
          CommonFields.user(json.name("user"), user);
          json.string("session", token);
        });
  }

  /** An error as {@code application/problem+json}: RFC 9457 with the members of an error frame. */
  public byte[] problem(int status, ApiError error) {
    return JsonWriter.object(
        SMALL,
        json -> {
          json.string("type", "about:blank").number("status", status);
          ChangeFrames.error(json, error);
        });
  }

  /** Parses the body of a post. Never throws. */
  public PostBody parsePost(byte[] body) {
    try {
      return post(read(body));
    } catch (InvalidFrameException fault) {
      return new PostBody.Bad(fault.error());
    }
  }

  /** Parses the body of a change of a room. Never throws. */
  public RoomChangeBody parseRoomChange(byte[] body) {
    try {
      return roomChange(read(body));
    } catch (InvalidFrameException fault) {
      return new RoomChangeBody.Bad(fault.error());
    }
  }

  static RoomChangeBody roomChange(JsonFields fields) {
    return new RoomChangeBody.Change(
        fields.optionalString("client_id"),
        fields.optionalString("name"),
        fields.optionalString("topic"));
  }

  static PostBody post(JsonFields fields) {
    return new PostBody.Post(
        fields.string("text"), fields.optionalString("client_id"), CommandFields.files(fields));
  }

  /** Parses the body of a request for a session. Never throws. */
  public SessionBody parseSession(byte[] body) {
    try {
      return session(read(body));
    } catch (InvalidFrameException fault) {
      return new SessionBody.Bad(fault.error());
    }
  }

  static SessionBody session(JsonFields fields) {
    if (!fields.has("username") && !fields.has("password")) {
      return new SessionBody.Wanted(fields.optionalString("session"));
    }
    if (fields.has("session")) {
      throw InvalidFrameException.invalid(
          "session", "Specify either session or username and password, not both.");
    }
    return new SessionBody.SignIn(fields.username(), fields.string("password"));
  }

  static JsonFields read(byte[] body) {
    JsonFields fields = new JsonFields();
    StrictJsonReader.read(text(body), fields);
    return fields;
  }

  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new InvalidFrameException(ApiError.of(ErrorCode.BAD_FRAME, "The body is not UTF-8."));
    }
  }
}
