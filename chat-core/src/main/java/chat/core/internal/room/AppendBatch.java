package chat.core.internal.room;

import chat.core.event.Signal;
import chat.core.internal.context.ProtocolLimits;
import chat.core.model.UserId;
import chat.core.port.Draft;
import java.util.ArrayList;
import java.util.List;

/**
 * What is gathered for one append: the events with their pending replies, and the signals to send
 * between them. Confined to the lane of the room.
 */
final class AppendBatch {
  /**
   * A signal that is sent before the event with index {@code place} of the batch.
   *
   * @param except the user who does not receive it; null for none
   */
  record PlacedSignal(int place, Signal signal, UserId except) {}

  private final List<PendingAppend<?>> events = new ArrayList<>();
  private final List<PlacedSignal> signals = new ArrayList<>();
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

  List<PlacedSignal> signals() {
    return signals;
  }

  boolean isEmpty() {
    return events.isEmpty() && signals.isEmpty();
  }

  /** Whether one more event of this weight would make the batch too large. */
  boolean isFull(int moreWeight) {
    return !events.isEmpty() && weight + moreWeight > ProtocolLimits.MAX_BATCH_WEIGHT;
  }

  void add(PendingAppend<?> event, int eventWeight) {
    events.add(event);
    weight += eventWeight;
  }

  void add(Signal signal, UserId except) {
    signals.add(new PlacedSignal(events.size(), signal, except));
  }
}
