package chat.server.websocket;

import chat.server.limit.FairShare;
import chat.server.limit.FrameDebt;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The socket below a Jakarta session: operations that a chat with thousands of connections needs
 * and that API does not offer. Created by a {@link SocketLayer}; thread-safe.
 */
public interface SocketLink {
  /** Writes encoded frames to the socket. */
  FrameWriter writer();

  /**
   * Starts to limit and pass on inbound frames, and serializes control frames (pings, pongs,
   * closes) with those of the outbound queue. Called once, before the first frame is read.
   */
  void start(Inbound inbound);

  /**
   * A number that changes while the peer is alive: the number of received bytes, or the time while
   * the socket is deliberately not read.
   */
  long signOfLife();

  /** Sends a ping without blocking, unless an earlier one is still unsent. */
  void ping();

  /** Whether a fragmented message began more than {@code age} ago and has not ended. */
  boolean isMessageOlderThan(Duration age);

  /** Stops its timers and releases its memory. Called once, when the socket is closed. */
  void end();

  /**
   * The receivers of inbound data.
   *
   * @param queue serializes the control frames with its writes
   * @param debt counts the frames against their limit
   * @param unfinished the connection's part of the memory for unfinished messages
   * @param texts receives each text message, one after another
   * @param tooManyFrames called at most once, when the limit of frames was exceeded for too long
   */
  record Inbound(
      OutboundQueue queue,
      FrameDebt debt,
      FairShare.Holding unfinished,
      Consumer<String> texts,
      Runnable tooManyFrames) {}
}
