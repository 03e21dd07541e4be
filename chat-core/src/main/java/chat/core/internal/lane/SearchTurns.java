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
 * The order in which searches are worked on: one of a user at a time, and users in turns. A turn is
 * one short step of a search; a search that needs more of them goes on at its user's next turn. So
 * a step waits for at most one step of each other user, however long their searches take. What
 * waits is bounded by number here, and by bytes with all unanswered commands. Thread-safe by its
 * monitor, which is not held while a step is started or a search is refused.
 */
public final class SearchTurns {
  /** Searches of one user that may wait. */
  static final int MAX_OF_USER = 64;

  /** Searches of all users that may wait. */
  static final int MAX_OF_ALL = 1_024;

  /**
   * A search that waits.
   *
   * @param step starts its next step; the stage says whether the search has ended with it, and a
   *     stage that fails ends it too
   * @param refuse answers that too many wait
   */
  public record Search(Supplier<CompletionStage<Boolean>> step, Runnable refuse) {}

  private record Turn(UserId user, Search search) {}

  private final int atOnce;
  private final AtomicInteger drains = new AtomicInteger();

  // guarded by this
  private final Map<UserId, Deque<Search>> waiting = new HashMap<>();
  private final Set<UserId> order = new LinkedHashSet<>(); // those who wait and are not under way
  private final Set<UserId> underWay = new HashSet<>();
  private int count;

  /**
   * @param atOnce so many steps are worked on at a time, at least 1
   */
  public SearchTurns(int atOnce) {
    this.atOnce = atOnce;
  }

  /** Adds a search behind those of its user; started or refused in this call, or later. */
  public void add(UserId user, Search search) {
    Search refused = put(user, search);
    if (refused != null) {
      refused.refuse().run();
    }
    drain();
  }

  /** Puts a search in; the one that has to go for it, or null. */
  private synchronized Search put(UserId user, Search search) {
    int own = waiting.containsKey(user) ? waiting.get(user).size() : 0;
    if (own >= MAX_OF_USER) {
      return search;
    }
    Search refused = null;
    if (count >= MAX_OF_ALL) {
      Deque<Search> most =
          waiting.values().stream().max(Comparator.comparingInt(Deque::size)).orElseThrow();
      if (most.size() <= own + 1) {
        return search; // all wait for as little
      }
      refused = most.removeLast();
      count--;
    }
    waiting.computeIfAbsent(user, id -> new ArrayDeque<>()).addLast(search);
    count++;
    queue(user);
    return refused;
  }

  /** Puts a user with something to do behind all others, or leaves them where they are. */
  private void queue(UserId user) {
    if (!underWay.contains(user) && waiting.containsKey(user)) {
      order.add(user);
    }
  }

  /** Starts what may be started. A step that ends at once does not nest the next into it. */
  private void drain() {
    if (drains.getAndIncrement() > 0) {
      return; // another call goes on with it
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

  /** Takes the first search of the user whose turn it is; null when none may be started. */
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

  /** Puts a user whose turn is over behind all others; a search that goes on stays their first. */
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
