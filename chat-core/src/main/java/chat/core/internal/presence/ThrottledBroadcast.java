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
 * News for everybody: the first is told at once, what follows within an interval is gathered and
 * told together, each thing once and so many at a time. Thus a thousand rooms made at a time do not
 * become a frame each for everybody. Confined to a lane.
 */
public final class ThrottledBroadcast<T> {
  private final ChatContext chat;
  private final Lane<Runnable> lane;
  private final Duration every;
  private final Consumer<List<T>> teller;
  private final Set<T> news = new LinkedHashSet<>();
  private boolean resting;

  /**
   * @param lane which the news are told in
   * @param every the least time between two tellings
   * @param teller tells everybody
   */
  public ThrottledBroadcast(
      ChatContext chat, Lane<Runnable> lane, Duration every, Consumer<List<T>> teller) {
    this.chat = chat;
    this.lane = lane;
    this.every = every;
    this.teller = teller;
  }

  /** Notes something new; called in the lane. */
  public void add(T item) {
    news.add(item);
    if (!resting) {
      tell();
    }
  }

  /** Drops what is gathered and not to be told any more; called in the lane. */
  public void removeIf(Predicate<T> condition) {
    news.removeIf(condition);
  }

  private void tell() {
    List<T> some = new ArrayList<>();
    for (Iterator<T> each = news.iterator();
        each.hasNext() && some.size() < ProtocolLimits.MAX_PAGE; ) {
      some.add(each.next());
      each.remove();
    }
    teller.accept(some);
    resting = true;
    chat.timers().after(every, () -> lane.offer(this::goOn));
  }

  private void goOn() {
    resting = false;
    if (!news.isEmpty()) {
      tell();
    }
  }
}
