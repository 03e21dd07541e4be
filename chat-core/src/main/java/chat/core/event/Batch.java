package chat.core.event;

import java.util.List;
import java.util.Objects;

/**
 * Events that go to all their listeners together, in order. It remembers what each {@link Encoder}
 * made of it, so a thousand listeners cost one encoding. Thread-safe: the events are immutable, and
 * an encoding is made under the batch's monitor.
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
      throw new IllegalArgumentException("a batch has at least one event");
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
   * What {@code encoder} makes of these events: made at the first call with this encoder (compared
   * by identity), the same object at every later one.
   */
  @SuppressWarnings("unchecked") // the value was made by the encoder that it is kept under
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
