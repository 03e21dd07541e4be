package chat.server.wire;

import chat.core.event.Encoder;
import chat.core.event.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * Encodes the events of a batch, the same for all recipients. A server shares one instance, because
 * a batch caches its encoding per encoder. Stateless, thread-safe.
 */
public final class EventEncoder implements Encoder<WireFrames> {
  /** The size of a short message, in bytes. */
  private static final int USUAL = 384;

  /** Creates an encoder, to be shared. */
  public EventEncoder() {}

  @Override
  public WireFrames encode(List<Event> events) {
    List<WireFrames> frames = new ArrayList<>(events.size());
    for (Event event : events) {
      frames.add(WireFrames.of(USUAL, json -> EventFrames.members(json, event)));
    }
    return WireFrames.join(frames);
  }
}
