package chat.core.internal.room;

import chat.core.event.Signal;
import chat.core.internal.context.ProtocolLimits;
import chat.core.model.UserId;
import chat.core.port.Draft;
import java.util.ArrayList;
import java.util.List;

/**
 * What a drain gathers for one append: the events with the requests that wait for them, and the
 * signals that are to be sent between them. Confined to the room's lane.
 */
final class AppendBatch {
  /**
   * A signal sent before the event with the number {@code place}, in the batch's order.
   *
   * @param except the user who does not get it; null for none
   */
  record Aside(int place, Signal signal, UserId except) {}

  private final List<PendingAppend<?>> events = new ArrayList<>();
  private final List<Aside> asides = new ArrayList<>();
  private int weight;

  List<PendingAppend<?>> events() {
    return events;
  }

  List<Draft> drafts() {
    List<Draft> drafts = new ArrayList<>(events.size());
    for (PendingAppend<?> each : events) {
      drafts.add(each.draft());
    }
    return drafts;
  }

  List<Aside> asides() {
    return asides;
  }

  boolean isEmpty() {
    return events.isEmpty() && asides.isEmpty();
  }

  /** Whether one more event of this weight makes it too large. */
  boolean isFull(int moreWeight) {
    return !events.isEmpty() && weight + moreWeight > ProtocolLimits.MAX_BATCH_WEIGHT;
  }

  void add(PendingAppend<?> event, int eventWeight) {
    events.add(event);
    weight += eventWeight;
  }

  void add(Signal signal, UserId except) {
    asides.add(new Aside(events.size(), signal, except));
  }
}
