package chat.core.event;

import java.util.List;

/**
 * Encodes events for sending, for instance as JSON. Use a single instance: a {@link Batch} caches
 * by identity. Called once per batch, by the first thread that needs the result; it must not block.
 *
 * @param <T> the encoded form; it must be safe to share between threads
 */
@FunctionalInterface
public interface Encoder<T> {
  /** Encodes all of {@code events}, in order; never null. */
  T encode(List<Event> events);
}
