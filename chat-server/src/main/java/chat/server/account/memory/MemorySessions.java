package chat.server.account.memory;

import chat.core.model.UserId;
import chat.server.account.Actor;
import chat.server.account.Guarded;
import chat.server.account.SessionRecord;
import chat.server.account.SessionStore;
import chat.server.account.SharedLock;
import chat.server.account.TokenHash;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Sessions in memory, which are lost when the process ends. Thread-safe by the shared monitor. */
public final class MemorySessions implements SessionStore {
  private final Map<TokenHash, SessionRecord> byHash = new HashMap<>();
  private final SharedLock lock;

  public MemorySessions(SharedLock lock) {
    this.lock = lock;
  }

  @Override
  public CompletionStage<Void> add(SessionRecord session) {
    return lock.run(() -> open(session));
  }

  @Override
  public CompletionStage<Optional<SessionRecord>> find(TokenHash hash) {
    return lock.get(() -> Optional.ofNullable(byHash.get(hash)));
  }

  @Override
  public CompletionStage<List<SessionRecord>> of(UserId user) {
    return lock.get(
        () ->
            byHash.values().stream()
                .filter(session -> session.user().equals(user))
                .sorted(
                    Comparator.comparing(SessionRecord::created)
                        .reversed()
                        .thenComparing(session -> session.hash().value()))
                .toList());
  }

  @Override
  public CompletionStage<Void> seen(Collection<TokenHash> sessions, Instant at) {
    return lock.run(
        () ->
            sessions.forEach(
                hash -> byHash.computeIfPresent(hash, (same, session) -> session.seenAt(at))));
  }

  @Override
  public CompletionStage<Void> end(TokenHash hash) {
    return lock.run(() -> byHash.remove(hash));
  }

  @Override
  public CompletionStage<Guarded<Boolean>> end(Actor by, TokenHash hash) {
    return lock.get(
        () -> {
          if (!isOpen(by)) {
            return Guarded.sessionEnded();
          }
          SessionRecord session = byHash.get(hash);
          boolean isOwn = session != null && session.user().equals(by.user());
          if (isOwn) {
            byHash.remove(hash);
          }
          return Guarded.of(isOwn);
        });
  }

  @Override
  public CompletionStage<Set<UserId>> users() {
    return lock.get(
        () ->
            byHash.values().stream()
                .map(SessionRecord::user)
                .collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public CompletionStage<Void> endAll(Collection<UserId> users) {
    return lock.run(() -> endIf(session -> users.contains(session.user())));
  }

  @Override
  public CompletionStage<List<TokenHash>> endOld(
      Collection<UserId> users, Instant seenBefore, Instant createdBefore) {
    return lock.get(
        () ->
            endIf(
                session ->
                    users.contains(session.user())
                        && (session.seen().isBefore(seenBefore)
                            || session.created().isBefore(createdBefore))));
  }

  @Override
  public CompletionStage<List<TokenHash>> endBeyond(UserId user, int most) {
    return lock.get(
        () -> {
          List<TokenHash> ended =
              byHash.values().stream()
                  .filter(session -> session.user().equals(user))
                  .sorted(
                      Comparator.comparing(SessionRecord::seen)
                          .thenComparing(SessionRecord::created)
                          .reversed()
                          .thenComparing(session -> session.hash().value()))
                  .skip(most)
                  .map(SessionRecord::hash)
                  .toList();
          ended.forEach(byHash::remove);
          return ended;
        });
  }

  // The methods below are called with the monitor held.

  /** Whether the actor may make a change. A retired user has no sessions. */
  boolean isOpen(Actor actor) {
    SessionRecord session = byHash.get(actor.session());
    return session != null && session.user().equals(actor.user());
  }

  /** Ends a session and returns whether it was open. */
  boolean endNow(TokenHash hash) {
    return byHash.remove(hash) != null;
  }

  void open(SessionRecord session) {
    byHash.put(session.hash(), session);
  }

  /** Ends the sessions that match and returns them. */
  List<TokenHash> endIf(Predicate<SessionRecord> condition) {
    List<TokenHash> ended =
        byHash.values().stream().filter(condition).map(SessionRecord::hash).toList();
    ended.forEach(byHash::remove);
    return ended;
  }

  List<TokenHash> endOf(UserId user) {
    return endIf(session -> session.user().equals(user));
  }
}
