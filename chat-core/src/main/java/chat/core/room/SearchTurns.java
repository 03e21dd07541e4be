package chat.core.room;

import chat.core.model.UserId;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The order in which searches are worked on: one of a user at a time, and users in turns, so that
 * one user's search waits for at most one of each other user. What waits is bounded by number here,
 * and by bytes with all unanswered commands. Thread-safe by its monitor, which is not held while a
 * search is started or refused.
 */
final class SearchTurns {
  /** Searches of one user that may wait. */
  static final int MAX_OF_USER = 64;

  /** Searches of all users that may wait. */
  static final int MAX_OF_ALL = 1_024;

  /**
   * A search that waits.
   *
   * @param start starts it; the stage completes when it has ended in any way
   * @param refuse answers that too many wait
   */
  record Search(Supplier<CompletionStage<?>> start, Runnable refuse) {}

  private record Turn(UserId user, Search search) {}

  private final int atOnce;
  private final AtomicInteger drains = new AtomicInteger();

  // guarded by this
  private final Map<UserId, Deque<Search>> waiting = new LinkedHashMap<>(); // in order of turns
  private final Set<UserId> underWay = new HashSet<>();
  private int count;

  /**
   * @param atOnce so many searches are worked on at a time, at least 1
   */
  SearchTurns(int atOnce) {
    this.atOnce = atOnce;
  }

  /** Adds a search behind those of its user; started or refused in this call, or later. */
  void add(UserId user, Search search) {
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
      Map.Entry<UserId, Deque<Search>> most =
          waiting.entrySet().stream()
              .max(Comparator.comparingInt(entry -> entry.getValue().size()))
              .orElseThrow();
      if (most.getValue().size() <= own + 1) {
        return search; // all wait for as little
      }
      refused = most.getValue().removeLast();
      count--;
    }
    waiting.computeIfAbsent(user, id -> new ArrayDeque<>()).add(search);
    count++;
    return refused;
  }

  /** Starts what may be started. A search that ends at once does not nest the next into it. */
  private void drain() {
    if (drains.getAndIncrement() > 0) {
      return; // another call goes on with it
    }
    do {
      for (Turn turn = next(); turn != null; turn = next()) {
        UserId user = turn.user();
        turn.search()
            .start()
            .get()
            .whenComplete(
                (ended, failure) -> {
                  end(user);
                  drain();
                });
      }
    } while (drains.decrementAndGet() > 0);
  }

  /** Takes the next search, and puts its user behind all others; null when none may be started. */
  private synchronized Turn next() {
    if (underWay.size() >= atOnce) {
      return null;
    }
    for (Iterator<Map.Entry<UserId, Deque<Search>>> each = waiting.entrySet().iterator();
        each.hasNext(); ) {
      Map.Entry<UserId, Deque<Search>> entry = each.next();
      UserId user = entry.getKey();
      if (!underWay.contains(user)) {
        Deque<Search> own = entry.getValue();
        each.remove();
        Search search = own.remove();
        count--;
        if (!own.isEmpty()) {
          waiting.put(user, own);
        }
        underWay.add(user);
        return new Turn(user, search);
      }
    }
    return null;
  }

  private synchronized void end(UserId user) {
    underWay.remove(user);
  }
}
