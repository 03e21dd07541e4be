package chat.core.port;

import chat.core.event.Batch;

/**
 * Receives what a connection hears. An implementation
 *
 * <ol>
 *   <li>MUST NOT block: it is called by the workers that serve everybody;
 *   <li>MUST be safe for use by several threads: one room's batches come one after another, those
 *       of different rooms may come at the same time;
 *   <li>MUST keep the order in which calls for one room come, and of an outcome and the batches
 *       around it.
 * </ol>
 *
 * An exception that it throws goes to the chat's failure handler and disturbs nobody else.
 */
@FunctionalInterface
public interface Subscriber {
  /** Takes {@code batch}, all of it, and sends it on now. */
  void deliver(Batch batch);

  /**
   * Called after outcomes were given to this connection when nothing more follows at once: an
   * adapter that gathers an outcome and the batch after it into one write sends what it has.
   */
  default void flush() {}
}
