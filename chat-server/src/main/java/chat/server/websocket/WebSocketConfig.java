package chat.server.websocket;

import chat.core.model.RoomId;
import chat.server.wire.ServerInfo;
import chat.server.wire.json.TimestampFormat;
import java.time.Duration;

/**
 * What every connection keeps to. Immutable.
 *
 * @param maxOutboxBytes what one connection may leave unread
 * @param heartbeat how often a peer is asked for a sign of life
 * @param limits whether those who send nothing but rubbish are closed
 * @param maxTextLength of one message, in code points; told to clients
 * @param codeRoomGrace how long a code room outlives the last person present; told to clients
 * @param defaultRoom where clients go that know no other room
 * @param timestampFormat how pages are to show times; told to clients
 * @param server which server this is
 */
public record WebSocketConfig(
    int maxOutboxBytes,
    Duration heartbeat,
    boolean limits,
    int maxTextLength,
    Duration codeRoomGrace,
    RoomId defaultRoom,
    TimestampFormat timestampFormat,
    ServerInfo server) {
  /** Protocol version 1 fixes it. */
  public static final int MAX_FRAME_BYTES = 65_536;
}
