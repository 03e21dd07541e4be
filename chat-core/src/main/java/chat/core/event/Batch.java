package chat.core.event;

import java.util.List;
import java.util.Objects;

/**
 * Events that are delivered together, in order. A batch caches the result of each {@link Encoder},
 * so that delivery to a thousand connections takes one encoding. Thread-safe: the events are
 * immutable, and encoding runs under the monitor of the batch.
 */
public final class Batch {
  private final List<Event> events;
  private volatile Encoded encoded;

  /**
   * A batch of {@code events}.
   *
   * @throws IllegalArgumentException if there are none
   */
  public Batch(List<? extends Event> events) {
    this.events = List.copyOf(events);
    if (this.events.isEmpty()) {
      throw new IllegalArgumentException("a batch must have at least one event");
    }
  }

  /** A batch of one event. */
  public static Batch of(Event event) {
    return new Batch(List.of(event));
  }

  /** The events, in order; at least one. */
  public List<Event> events() {
    return events;
  }

  /**
   * The events as {@code encoder} encodes them: encoded at the first call with this encoder
   * (compared by identity), the same object at every later call.
   */
  @SuppressWarnings("unchecked") // the value was made by this encoder
  public <T> T as(Encoder<T> encoder) {
    Encoded found = find(encoder);
    return (T) (found != null ? found.value : encode(encoder));
  }

  private synchronized Object encode(Encoder<?> encoder) {
    Encoded found = find(encoder);
    if (found == null) {
      found = new Encoded(encoder, Objects.requireNonNull(encoder.encode(events)), encoded);
      encoded = found;
    }
    return found.value;
  }

  private Encoded find(Encoder<?> encoder) {
    Encoded at = encoded;
    while (at != null && at.encoder != encoder) {
      at = at.next;
    }
    return at;
  }

  private static final class Encoded {
    final Encoder<?> encoder;
    final Object value;
    final Encoded next;

    Encoded(Encoder<?> encoder, Object value, Encoded next) {
      this.encoder = encoder;
      this.value = value;
      this.next = next;
    }
  }
}
