package chat.server.websocket;

import chat.core.file.UploadLimits;
import chat.core.model.RoomId;
import chat.server.wire.ServerInfo;
import chat.server.wire.json.TimestampFormat;
import java.time.Duration;

/**
 * The configuration of all connections. Immutable.
 *
 * @param maxOutboxBytes how many bytes may be queued for one connection
 * @param heartbeat the period of pings
 * @param limits whether connections with too many malformed frames are closed
 * @param maxTextLength the maximum length of a message, in code points; sent to clients
 * @param codeRoomGrace how long a code room is kept after the last user has left; sent to clients
 * @param uploads who may send files, and how long they may be; sent to clients
 * @param defaultRoom the room that new clients show first; sent to clients
 * @param timestampFormat how pages show times; sent to clients
 * @param server the name, version and node of this server
 */
public record WebSocketConfig(
    int maxOutboxBytes,
    Duration heartbeat,
    boolean limits,
    int maxTextLength,
    Duration codeRoomGrace,
    UploadLimits uploads,
    RoomId defaultRoom,
    TimestampFormat timestampFormat,
    ServerInfo server) {
  /** The maximum size of an inbound message, fixed by protocol version 1. */
  public static final int MAX_FRAME_BYTES = 65_536;
}
