package chat.server.bench;

import java.io.IOException;

/**
 * A client of a closed loop: so many of its commands are unanswered at any time, and each answer
 * lets the next one out. Confined to one thread.
 */
interface Asker {
  /** Is told of every answer. */
  @FunctionalInterface
  interface Answered {
    /**
     * Called by the thread of the loop; should not block.
     *
     * @param sentAt when the command was sent, in nanoseconds
     * @param at when it was answered
     */
    void message(long sentAt, long at);
  }

  /** The number that distinguishes it from the others, from 0. */
  int number();

  BenchSocket socket();

  int unanswered();

  /** Sends commands until {@code window} are unanswered; false when the network is full. */
  boolean fill(int window) throws IOException;

  /** Takes what has come. */
  void take(Answered listener) throws IOException;
}
