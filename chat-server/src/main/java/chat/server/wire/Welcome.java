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

/**
 * The first frame of a connection. Immutable.
 *
 * @param user who the connection speaks for
 * @param session the secret of a guest just made, told this once
 * @param defaultRoom where to go when nothing else is known
 * @param rooms one's own, then public ones
 * @param more whether further rooms of one's own exist
 * @param limits what the server takes
 * @param heartbeatMs how often it pings
 * @param at its time
 * @param timestampFormat how pages are to show times
 * @param server which server it is
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
   * What a client has to keep to. Immutable.
   *
   * @param maxFrameBytes of one frame
   * @param maxTextLength of one message, in code points
   * @param codeRoomGraceMs how long a code room outlives the last person present, in milliseconds
   * @param messages how often one may write in a room; empty for as often as one likes
   */
  public record Limits(
      int maxFrameBytes, int maxTextLength, long codeRoomGraceMs, Optional<Pace> messages) {
    /** Rejects null. */
    public Limits {
      Objects.requireNonNull(messages, "messages");
    }

    private void write(JsonWriter json) {
      json.number("max_frame_bytes", maxFrameBytes)
          .number("max_text_length", maxTextLength)
          .number("code_room_grace_ms", codeRoomGraceMs);
      messages.ifPresent(
          pace ->
              json.number("message_burst", pace.burst)
                  .number("message_interval_ms", pace.intervalMs));
    }
  }

  /**
   * How often something may be done. Immutable.
   *
   * @param burst so many times at once
   * @param intervalMs then once in every so many milliseconds
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
