package chat.server.websocket;

import chat.server.wire.WireFrames;

/** Where an {@link OutboundQueue} writes: one WebSocket. An implementation is thread-safe. */
public interface FrameWriter {
  /** What came of a write that was not done at once. Called once, by any thread. */
  @FunctionalInterface
  interface Completion {
    /** Told when the bytes were handed to the network, or never will be. */
    void completed(boolean written);
  }

  /**
   * Writes {@code frames}, in as few writes as possible. Never blocks; not called again before it
   * completed.
   *
   * @param frames shared with other writers: only read
   * @param completion told when it is done, unless that is at once; maybe before this returns
   * @return whether it is done, and {@code completion} will not be told
   */
  boolean write(WireFrames frames, Completion completion);

  /** How many bytes of the write under way the network has not taken yet; about. */
  default long unwritten() {
    return 0;
  }

  /** Sends a close frame, ahead of what has not been written. */
  void close(int code, String reason);

  /** Cuts the connection. */
  void abort();
}
