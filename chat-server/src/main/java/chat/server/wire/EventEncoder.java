package chat.server.wire;

import chat.core.event.Encoder;
import chat.core.event.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the events of a batch into frames, the same for everybody. A server shares one instance,
 * for a batch remembers what each made of it. Stateless, thread-safe.
 */
public final class EventEncoder implements Encoder<WireFrames> {
  /** A message of a line or two. */
  private static final int USUAL = 384;

  /** An encoder; share it. */
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
