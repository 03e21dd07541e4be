package chat.server.websocket;

import chat.server.account.TokenHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The connections of each session. Ended sessions are remembered for a minute, because a connection
 * may just be opening that was authenticated before its session ended. Thread-safe by its monitor,
 * held briefly; connections are closed outside of it.
 *
 * @param <C> a connection, compared by identity
 */
final class SessionSockets<C> {
  /** Far longer than the time from the authentication to the opened connection. */
  private static final long REMEMBERED_NANOS = Duration.ofMinutes(1).toNanos();

  /** An ended session, and the one that replaced it, if any. */
  private record Ended(long at, Optional<TokenHash> successor) {}

  private final LongSupplier nanoTime;
  private final Map<TokenHash, Set<C>> open = new HashMap<>();
  private final Map<C, TokenHash> sessionOf = new HashMap<>();
  private final Map<TokenHash, Ended> ended = new LinkedHashMap<>(); // oldest first

  SessionSockets(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Adds a connection; false when its session has ended meanwhile and it must be closed. */
  synchronized boolean add(TokenHash session, C client) {
    TokenHash now = session;
    for (Ended end = ended.get(now); end != null; end = ended.get(now)) {
      if (end.successor().isEmpty()) {
        return false;
      }
      now = end.successor().get();
    }
    put(now, client);
    return true;
  }

  private void put(TokenHash session, C client) {
    open.computeIfAbsent(session, hash -> new LinkedHashSet<>()).add(client);
    sessionOf.put(client, session);
  }

  synchronized void remove(C client) {
    TokenHash session = sessionOf.remove(client);
    if (session != null) {
      Set<C> rest = open.get(session);
      rest.remove(client);
      if (rest.isEmpty()) {
        open.remove(session);
      }
    }
  }

  /** Ends sessions; returns the connections to close. */
  synchronized List<C> end(Collection<TokenHash> sessions) {
    forgetOld();
    List<C> closing = new ArrayList<>();
    for (TokenHash session : sessions) {
      note(session, Optional.empty());
      closing.addAll(taken(session));
    }
    return closing;
  }

  /** Moves the connections of a session to its successor. */
  synchronized void move(TokenHash session, TokenHash successor) {
    forgetOld();
    note(session, Optional.of(successor));
    taken(session).forEach(client -> put(successor, client));
  }

  private Set<C> taken(TokenHash session) {
    Set<C> taken = open.remove(session);
    if (taken == null) {
      return Set.of();
    }
    taken.forEach(sessionOf::remove);
    return taken;
  }

  private void note(TokenHash session, Optional<TokenHash> successor) {
    ended.remove(session);
    ended.put(session, new Ended(nanoTime.getAsLong(), successor));
  }

  private void forgetOld() {
    long now = nanoTime.getAsLong();
    ended.values().removeIf(end -> now - end.at() > REMEMBERED_NANOS);
  }

  /** Whether a session has ended without a successor within the last minute. */
  synchronized boolean hasEnded(TokenHash session) {
    Ended end = ended.get(session);
    return end != null && end.successor().isEmpty();
  }

  synchronized Set<TokenHash> sessions() {
    return Set.copyOf(open.keySet());
  }
}
