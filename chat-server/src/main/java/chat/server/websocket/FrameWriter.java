package chat.server.websocket;

import chat.server.wire.WireFrames;

/** Writes the frames of an {@link OutboundQueue} to one WebSocket. Thread-safe. */
public interface FrameWriter {
  /** The completion of an asynchronous write. Called once, by any thread. */
  @FunctionalInterface
  interface Completion {
    /**
     * Ends the write.
     *
     * @param written whether the bytes were handed to the network; false if the write failed
     */
    void completed(boolean written);
  }

  /**
   * Writes {@code frames}, in as few writes as possible. Never blocks; not called again before it
   * has completed.
   *
   * @param frames shared with other writers, read-only
   * @param completion called when an asynchronous write ends, possibly before this returns
   * @return true if all is written already, and {@code completion} will not be called
   */
  boolean write(WireFrames frames, Completion completion);

  /** Approximately how many bytes of the write in progress are not yet in the network. */
  default long unwritten() {
    return 0;
  }

  /** Sends a close frame, before frames that have not been written yet. */
  void close(int code, String reason);

  /** Closes the TCP connection immediately. */
  void abort();
}
