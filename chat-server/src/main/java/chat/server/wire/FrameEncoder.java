package chat.server.wire;

import chat.core.command.Reply;
import chat.server.wire.error.ApiError;
import chat.server.wire.json.JsonWriter;
import java.time.Instant;
import java.util.Optional;

/** Encodes frames for a single connection. Stateless, thread-safe. */
public final class FrameEncoder {
  /** The types of the frames that are not replies to a command of the chat. */
  public static final String WELCOME = "welcome";

  public static final String PONG = "pong";
  public static final String ERROR = "error";

  private static final int SMALL = 256;

  /** Creates an encoder; one is enough for a server. */
  public FrameEncoder() {}

  /** Whether a reply is sent: that to typing is not, and that to hello is sent as a welcome. */
  public static boolean isSent(Reply reply) {
    return ReplyFrames.TABLE.has(reply.getClass());
  }

  /**
   * The frame of a reply.
   *
   * @param re the {@code id} of the command's frame
   * @throws IllegalArgumentException unless {@link #isSent}
   */
  public WireFrames reply(Optional<String> re, Reply reply) {
    if (!isSent(reply)) {
      throw new IllegalArgumentException("no frame for " + reply.getClass().getSimpleName());
    }
    String type = ReplyFrames.TABLE.type(reply.getClass());
    int capacity = ReplyFrames.TABLE.capacity(reply.getClass());
    return frame(capacity, type, re, json -> ReplyFrames.TABLE.members(json, reply));
  }

  /** The frame of an error. */
  public WireFrames error(Optional<String> re, ApiError error) {
    return frame(SMALL, ERROR, re, json -> ChangeFrames.error(json, error));
  }

  /** The first frame of a connection. */
  public WireFrames welcome(Welcome welcome) {
    return frame(FrameTable.LARGE, WELCOME, Optional.empty(), welcome::write);
  }

  /** The reply to a ping. */
  public WireFrames pong(Optional<String> re, Instant at) {
    return frame(SMALL, PONG, re, json -> json.time("at", at));
  }

  private static WireFrames frame(
      int capacity, String type, Optional<String> re, JsonWriter.Part members) {
    return WireFrames.of(
        capacity,
        json -> {
          json.string("type", type).string("re", re);
          members.write(json);
        });
  }
}
