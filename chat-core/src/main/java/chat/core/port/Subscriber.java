package chat.core.port;

import chat.core.event.Batch;

/**
 * Receives the events of a connection. An implementation
 *
 * <ol>
 *   <li>MUST NOT block: it is called by the workers that serve all connections;
 *   <li>MUST be thread-safe: the batches of one room come one after another, those of different
 *       rooms may come concurrently;
 *   <li>MUST keep the order of calls for one room, and the order of an outcome and the batches
 *       before and after it.
 * </ol>
 *
 * An exception that it throws is passed to the failure handler of the chat and does not affect
 * other connections.
 */
@FunctionalInterface
public interface Subscriber {
  /** Sends all of {@code batch} now. */
  void deliver(Batch batch);

  /**
   * Called after outcomes of this connection when nothing follows immediately: an adapter that
   * combines an outcome and the following batch into one write has to send its buffer.
   */
  default void flush() {}
}
