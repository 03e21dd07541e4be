package chat.core.room;

import chat.core.command.Reply.MessageSent;
import chat.core.event.Signal;
import chat.core.model.UserId;
import chat.core.port.Draft;
import java.util.ArrayList;
import java.util.List;

/**
 * What a drain gathers for one append: the drafts, who waits for each, and the signals that are to
 * be told between them. Confined to the room's lane.
 */
final class Turn {
  /**
   * A signal told before the draft with the number {@code place}, in the turn's order.
   *
   * @param except who is not told; null for nobody
   */
  record Aside(int place, Signal signal, UserId except) {}

  private final List<Draft> drafts = new ArrayList<>();
  private final List<Request<MessageSent>> senders = new ArrayList<>();
  private final List<Aside> asides = new ArrayList<>();
  private int weight;

  List<Draft> drafts() {
    return drafts;
  }

  /** Who waits for the draft of the same place. */
  List<Request<MessageSent>> senders() {
    return senders;
  }

  List<Aside> asides() {
    return asides;
  }

  boolean isEmpty() {
    return drafts.isEmpty() && asides.isEmpty();
  }

  /** Whether one more draft of this weight makes it more than a batch. */
  boolean isFull(int moreWeight) {
    return !drafts.isEmpty() && weight + moreWeight > Limits.MAX_BATCH_WEIGHT;
  }

  void add(Draft draft, int draftWeight, Request<MessageSent> sender) {
    drafts.add(draft);
    senders.add(sender);
    weight += draftWeight;
  }

  void add(Signal signal, UserId except) {
    asides.add(new Aside(drafts.size(), signal, except));
  }
}
