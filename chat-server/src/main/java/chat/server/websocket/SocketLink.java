package chat.server.websocket;

import chat.server.limit.FairShare;
import chat.server.limit.FrameDebt;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One WebSocket below its Jakarta session: what a chat with thousands of connections needs and that
 * API does not offer. Made by a {@link SocketLayer}; thread-safe.
 */
public interface SocketLink {
  /** Writes ready frames to the socket. */
  FrameWriter writer();

  /**
   * Begins to charge, watch and pass on what comes in, and lets the frames that the layer makes
   * itself (pings, pongs, closes) take turns with those of the outbound queue. Called once, before
   * the first frame is read.
   */
  void start(Inbound inbound);

  /**
   * A number that changes while the peer is alive: it counts the bytes that came in, and goes on
   * while the socket is deliberately not read.
   */
  long signOfLife();

  /** Sends a ping without waiting; none while an earlier one has not left. */
  void ping();

  /** Whether a message in fragments began more than {@code age} ago and has not ended. */
  boolean isMessageOlderThan(Duration age);

  /** Stops its timers and gives back what it holds. Called once, when the socket is closed. */
  void end();

  /**
   * Where what comes in goes.
   *
   * @param queue gives turns to the layer's own frames
   * @param debt what each frame is charged to
   * @param unfinished the connection's share of the memory for unfinished messages
   * @param texts takes each text message, one after another
   * @param tooManyFrames called at most once, when more was sent than allowed for too long
   */
  record Inbound(
      OutboundQueue queue,
      FrameDebt debt,
      FairShare.Holding unfinished,
      Consumer<String> texts,
      Runnable tooManyFrames) {}
}
