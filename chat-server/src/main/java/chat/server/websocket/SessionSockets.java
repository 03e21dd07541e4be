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
 * Which connections were opened by which session. What ended is remembered for a minute: a
 * connection may be on its way that was let in by what the store said a moment before. Thread-safe
 * by its monitor, held for moments; what it hands out is closed outside of it.
 *
 * @param <C> a connection, compared by identity
 */
final class SessionSockets<C> {
  /** Far longer than from the look into the store to the opened connection. */
  private static final long REMEMBERED_NANOS = Duration.ofMinutes(1).toNanos();

  /** What came of a session: nothing, or another one. */
  private record Ended(long at, Optional<TokenHash> successor) {}

  private final LongSupplier nanoTime;
  private final Map<TokenHash, Set<C>> open = new HashMap<>();
  private final Map<C, TokenHash> sessionOf = new HashMap<>();
  private final Map<TokenHash, Ended> ended = new LinkedHashMap<>(); // the longest ago first

  SessionSockets(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Notes a connection; false when its session has ended meanwhile, so that it must be closed. */
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

  /** Ends sessions; the connections to close. */
  synchronized List<C> end(Collection<TokenHash> sessions) {
    forgetOld();
    List<C> closing = new ArrayList<>();
    for (TokenHash session : sessions) {
      note(session, Optional.empty());
      closing.addAll(taken(session));
    }
    return closing;
  }

  /** Makes a session's connections those of its successor. */
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

  /** Whether a session has ended without a successor, as far as is remembered. */
  synchronized boolean hasEnded(TokenHash session) {
    Ended end = ended.get(session);
    return end != null && end.successor().isEmpty();
  }

  synchronized Set<TokenHash> sessions() {
    return Set.copyOf(open.keySet());
  }
}
