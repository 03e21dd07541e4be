package chat.server.wire;

import chat.core.model.RoomId;
import chat.core.model.RoomView;
import chat.core.model.User;
import chat.server.wire.json.CommonFields;
import chat.server.wire.json.JsonWriter;
import chat.server.wire.json.TimestampFormat;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The first frame of a connection. Immutable.
 *
 * @param user the user of the connection
 * @param session the secret of a newly created guest, sent only once
 * @param defaultRoom the room to show first
 * @param rooms the user's rooms, then public ones
 * @param more whether the user has further rooms
 * @param limits the limits of the server
 * @param heartbeatMs the period of pings, in milliseconds
 * @param at the time of the server
 * @param timestampFormat how pages show times
 * @param server the server's name, version and node
 */
public record Welcome(
    User user,
    Optional<String> session,
    RoomId defaultRoom,
    List<RoomView> rooms,
    boolean more,
    Limits limits,
    long heartbeatMs,
    Instant at,
    TimestampFormat timestampFormat,
    ServerInfo server) {
  private static final int PROTOCOL = 1;

  /**
   * The limits for clients. Immutable.
   *
   * @param maxFrameBytes the maximum size of a frame
   * @param maxTextLength the maximum length of a message, in code points
   * @param codeRoomGraceMs how long a code room is kept after the last user has left
   * @param messages how often a user may post in a room; empty for no limit
   * @param maxFileBytes the maximum length of a file; empty when the user may send none
   */
  public record Limits(
      int maxFrameBytes,
      int maxTextLength,
      long codeRoomGraceMs,
      Optional<Pace> messages,
      OptionalLong maxFileBytes) {
    /** Rejects null. */
    public Limits {
      Objects.requireNonNull(messages, "messages");
      Objects.requireNonNull(maxFileBytes, "maxFileBytes");
    }

    private void write(JsonWriter json) {
      json.number("max_frame_bytes", maxFrameBytes)
          .number("max_text_length", maxTextLength)
          .number("code_room_grace_ms", codeRoomGraceMs);
      messages.ifPresent(
          pace ->
              json.number("message_burst", pace.burst)
                  .number("message_interval_ms", pace.intervalMs));
      maxFileBytes.ifPresent(bytes -> json.number("max_file_bytes", bytes));
    }
  }

  /**
   * A rate limit. Immutable.
   *
   * @param burst how many are allowed at once
   * @param intervalMs then one per this many milliseconds
   */
  public record Pace(int burst, long intervalMs) {}

  /** Rejects null. */
  public Welcome {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(defaultRoom, "defaultRoom");
    rooms = List.copyOf(rooms);
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(timestampFormat, "timestampFormat");
    Objects.requireNonNull(server, "server");
  }

  /** Writes the members after the type. */
  void write(JsonWriter json) {
    json.number("protocol", PROTOCOL);
    CommonFields.user(json.name("user"), user);
    json.string("session", session)
        .string("default_room", defaultRoom.value())
        .list("rooms", rooms, CommonFields::room)
        .flag("more", more)
        .object("limits", limits::write)
        .number("heartbeat_ms", heartbeatMs)
        .time("at", at)
        .string("timestamp_format", timestampFormat.word());
    server.write(json.name("server"));
  }
}
