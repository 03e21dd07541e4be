package chat.core.internal.presence;

import chat.core.internal.context.ChatContext;
import chat.core.internal.context.ProtocolLimits;
import chat.core.internal.lane.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Rate-limits broadcasts: the first item is sent at once, the items that follow within an interval
 * are coalesced and sent together, each once and at most a page at a time. So a thousand rooms
 * created at a time do not become a thousand frames for each connection. Confined to a lane.
 */
public final class ThrottledBroadcast<T> {
  private final ChatContext chat;
  private final Lane<Runnable> lane;
  private final Duration every;
  private final Consumer<List<T>> sender;
  private final Set<T> pending = new LinkedHashSet<>();
  private boolean resting;

  /**
   * @param lane the lane in which items are added and sent
   * @param every minimum time between two broadcasts
   * @param sender broadcasts a list of items
   */
  public ThrottledBroadcast(
      ChatContext chat, Lane<Runnable> lane, Duration every, Consumer<List<T>> sender) {
    this.chat = chat;
    this.lane = lane;
    this.every = every;
    this.sender = sender;
  }

  /** Adds an item; called in the lane. */
  public void add(T item) {
    pending.add(item);
    if (!resting) {
      send();
    }
  }

  /** Removes pending items that need not be sent any more; called in the lane. */
  public void removeIf(Predicate<T> condition) {
    pending.removeIf(condition);
  }

  private void send() {
    List<T> some = new ArrayList<>();
    for (Iterator<T> each = pending.iterator();
        each.hasNext() && some.size() < ProtocolLimits.MAX_PAGE; ) {
      some.add(each.next());
      each.remove();
    }
    sender.accept(some);
    resting = true;
    chat.timers().after(every, () -> lane.offer(this::sendRest));
  }

  private void sendRest() {
    resting = false;
    if (!pending.isEmpty()) {
      send();
    }
  }
}
