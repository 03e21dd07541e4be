package chat.core.event;

import java.util.List;

/**
 * Turns events into what a subscriber sends: bytes of JSON, say. Keep one instance: a {@link Batch}
 * remembers by identity. Called by whichever thread asks first, once per batch; it must not block.
 *
 * @param <T> what it makes; safe to share between threads
 */
@FunctionalInterface
public interface Encoder<T> {
  /** Encodes all of {@code events}, in order; never null. */
  T encode(List<Event> events);
}
