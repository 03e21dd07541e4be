package chat.server.wire;

import chat.core.command.Reply;
import chat.server.wire.error.ApiError;
import chat.server.wire.json.CommonFields;
import chat.server.wire.json.JsonWriter;
import java.time.Instant;
import java.util.Optional;

/** Turns what one connection is answered into a frame. Stateless, thread-safe. */
public final class FrameEncoder {
  /** The types of the frames that answer no command of the chat. */
  public static final String WELCOME = "welcome";

  public static final String PONG = "pong";
  public static final String ERROR = "error";

  private static final int SMALL = 256;

  /** An encoder; one is enough for a server. */
  public FrameEncoder() {}

  /** Whether an accepted command is told: typing is not, and entering becomes a welcome. */
  public static boolean isTold(Reply reply) {
    return ReplyFrames.TABLE.has(reply.getClass());
  }

  /**
   * The frame of a reply.
   *
   * @param re the {@code id} of the frame that asked
   * @throws IllegalArgumentException unless {@link #isTold}
   */
  public WireFrames reply(Optional<String> re, Reply reply) {
    if (!isTold(reply)) {
      throw new IllegalArgumentException("no frame tells of a " + reply.getClass().getSimpleName());
    }
    String type = ReplyFrames.TABLE.type(reply.getClass());
    int capacity = ReplyFrames.TABLE.capacity(reply.getClass());
    return frame(capacity, type, re, json -> ReplyFrames.TABLE.members(json, reply));
  }

  /** Why a frame was refused. */
  public WireFrames error(Optional<String> re, ApiError error) {
    return frame(SMALL, ERROR, re, json -> CommonFields.error(json, error));
  }

  /** The first frame of a connection. */
  public WireFrames welcome(Welcome welcome) {
    return frame(FrameTable.LARGE, WELCOME, Optional.empty(), welcome::write);
  }

  /** The answer to a ping. */
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
