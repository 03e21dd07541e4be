package chat.core.internal.lane;

import chat.core.model.UserId;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Schedules searches round-robin by user, one search of a user at a time. A turn is one short step
 * of a search; a search that needs more steps continues in its user's next turn. So a step waits
 * for at most one step of each other user, however long their searches take. The number of waiting
 * searches is bounded here; their bytes are bounded together with all unanswered commands.
 * Thread-safe by its monitor, which is not held while a step is started or a search is rejected.
 */
public final class SearchTurns {
  /** Maximum number of waiting searches of one user. */
  static final int MAX_OF_USER = 64;

  /** Maximum number of waiting searches of all users. */
  static final int MAX_OF_ALL = 1_024;

  /**
   * A waiting search.
   *
   * @param step starts the next step; the stage gives whether the search ended with it, and a stage
   *     that fails ends the search too
   * @param reject rejects the search because too many wait
   */
  public record Search(Supplier<CompletionStage<Boolean>> step, Runnable reject) {}

  private record Turn(UserId user, Search search) {}

  private final int atOnce;
  private final AtomicInteger drains = new AtomicInteger();

  // guarded by this
  private final Map<UserId, Deque<Search>> waiting = new HashMap<>();
  private final Set<UserId> order =
      new LinkedHashSet<>(); // users with waiting searches and no running step
  private final Set<UserId> underWay = new HashSet<>();
  private int count;

  /**
   * @param atOnce maximum number of steps that run at a time, at least 1
   */
  public SearchTurns(int atOnce) {
    this.atOnce = atOnce;
  }

  /**
   * Adds a search behind those of its user. It may be started or rejected in this call, or later.
   */
  public void add(UserId user, Search search) {
    Search rejected = put(user, search);
    if (rejected != null) {
      rejected.reject().run();
    }
    drain();
  }

  /** Queues a search; returns the search that is rejected to make room for it, or null. */
  private synchronized Search put(UserId user, Search search) {
    int own = waiting.containsKey(user) ? waiting.get(user).size() : 0;
    if (own >= MAX_OF_USER) {
      return search;
    }
    Search rejected = null;
    if (count >= MAX_OF_ALL) {
      Deque<Search> most =
          waiting.values().stream().max(Comparator.comparingInt(Deque::size)).orElseThrow();
      if (most.size() <= own + 1) {
        return search; // no user has more waiting searches
      }
      rejected = most.removeLast();
      count--;
    }
    waiting.computeIfAbsent(user, id -> new ArrayDeque<>()).addLast(search);
    count++;
    queue(user);
    return rejected;
  }

  /** Appends a user with waiting searches to the order, or leaves the user in place. */
  private void queue(UserId user) {
    if (!underWay.contains(user) && waiting.containsKey(user)) {
      order.add(user);
    }
  }

  /** Starts as many steps as may run. The loop avoids recursion when a step ends at once. */
  private void drain() {
    if (drains.getAndIncrement() > 0) {
      return; // the call that is draining continues
    }
    do {
      for (Turn turn = next(); turn != null; turn = next()) {
        Turn started = turn;
        turn.search()
            .step()
            .get()
            .whenComplete(
                (ended, failure) -> {
                  end(started, failure != null || ended);
                  drain();
                });
      }
    } while (drains.decrementAndGet() > 0);
  }

  /** Takes the first search of the user whose turn it is; null when no step may be started. */
  private synchronized Turn next() {
    Iterator<UserId> users = order.iterator();
    if (underWay.size() >= atOnce || !users.hasNext()) {
      return null;
    }
    UserId user = users.next();
    users.remove();
    underWay.add(user);
    Deque<Search> own = waiting.get(user);
    Search search = own.removeFirst();
    count--;
    if (own.isEmpty()) {
      waiting.remove(user);
    }
    return new Turn(user, search);
  }

  /**
   * Moves a user whose turn is over behind all others; an unfinished search stays the user's first.
   */
  private synchronized void end(Turn turn, boolean ended) {
    UserId user = turn.user();
    underWay.remove(user);
    if (!ended) {
      waiting.computeIfAbsent(user, id -> new ArrayDeque<>()).addFirst(turn.search());
      count++;
    }
    queue(user);
  }
}
