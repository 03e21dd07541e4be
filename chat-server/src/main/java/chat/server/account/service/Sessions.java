package chat.server.account.service;

import static java.util.concurrent.CompletableFuture.completedFuture;

import chat.core.command.Refusal;
import chat.core.model.User;
import chat.core.model.UserId;
import chat.core.port.UserDirectory;
import chat.server.account.AccountException;
import chat.server.account.Actor;
import chat.server.account.Identity;
import chat.server.account.Scope;
import chat.server.account.SessionDraft;
import chat.server.account.SessionRecord;
import chat.server.account.SessionStore;
import chat.server.account.TokenHash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Opens, authenticates and ends sessions. A session ends with its user: users that the directory
 * has forgotten have none. Thread-safe by its parts.
 */
public final class Sessions {
  /** The time of last use is stored this often: once per request would be too many writes. */
  static final Duration NOTED_EVERY = Duration.ofMinutes(5);

  /**
   * From this age of its session on a guest counts as known. Guests made for an attack that is
   * under way are younger.
   */
  static final Duration GUEST_KNOWN_AFTER = Duration.ofMinutes(10);

  /** Sessions that one account may have: far more than a user has devices. */
  static final int MOST_OF_ACCOUNT = 100;

  private final SessionStore store;
  private final UserDirectory directory;
  private final SessionPolicy policy;
  private final SessionConnections connections;
  private final Clock clock;
  private final Consumer<Throwable> failures;

  /**
   * Sessions in {@code store}, of users in {@code directory}.
   *
   * @param failures receives exceptions of background work; thread-safe
   */
  public Sessions(
      SessionStore store,
      UserDirectory directory,
      SessionPolicy policy,
      SessionConnections connections,
      Clock clock,
      Consumer<Throwable> failures) {
    this.store = store;
    this.directory = directory;
    this.policy = policy;
    this.connections = connections;
    this.clock = clock;
    this.failures = failures;
  }

  /**
   * Opens a session of a known user; completes with its token when the session is stored.
   *
   * @param agent the client's User-Agent
   */
  public CompletionStage<String> open(UserId user, String agent) {
    SessionDraft made = prepare(user, agent);
    return store.add(made.record()).thenApply(kept -> made.token());
  }

  /** A new session, which the caller stores in one transaction with another change. */
  SessionDraft prepare(UserId user, String agent) {
    return SessionDraft.of(user, agent, Scope.ALL, clock.instant());
  }

  /**
   * Ends the least recently used sessions of an account that has more than {@link
   * #MOST_OF_ACCOUNT}, and closes their connections. A client that knows a password could otherwise
   * fill the store by signing in.
   */
  CompletionStage<Void> endSurplus(UserId user) {
    return store.endBeyond(user, MOST_OF_ACCOUNT).thenAccept(connections::close);
  }

  /** The identity behind {@code token}; empty when it is unknown or its session has ended. */
  public CompletionStage<Optional<Identity>> identify(String token) {
    return store
        .find(TokenHash.of(token))
        .thenCompose(
            found -> found.isPresent() ? identify(found.get()) : completedFuture(Optional.empty()));
  }

  private CompletionStage<Optional<Identity>> identify(SessionRecord session) {
    return directory
        .active(List.of(session.user()))
        .thenApply(
            users -> {
              User user = users.get(session.user());
              Instant now = clock.instant();
              if (user == null
                  || policy.isOver(session, user.kind(), now)
                  || connections.hasEnded(session.hash())) {
                return Optional.empty();
              }
              note(session, now);
              return Optional.of(
                  new Identity(
                      user,
                      session.hash(),
                      Scope.rights(session.scopes()),
                      isKnown(session, user, now)));
            });
  }

  private static boolean isKnown(SessionRecord session, User user, Instant now) {
    return user.kind() != User.Kind.GUEST
        || !session.created().plus(GUEST_KNOWN_AFTER).isAfter(now);
  }

  /** Stores the time of use in the background; a failure is reported and does no harm. */
  private void note(SessionRecord session, Instant now) {
    if (session.seen().plus(NOTED_EVERY).isBefore(now)) {
      store.seen(List.of(session.hash()), now).whenComplete(this::report);
    }
  }

  private void report(Void done, Throwable failure) {
    if (failure != null) {
      failures.accept(failure);
    }
  }

  /** The caller's sessions, the newest first. */
  public CompletionStage<List<SessionRecord>> of(Identity caller) {
    return store.of(caller.user().id());
  }

  /** Ends the caller's current session and closes its connections. */
  public CompletionStage<Void> end(Identity caller) {
    return end(caller.session());
  }

  /**
   * Ends one of the caller's sessions and closes its connections.
   *
   * @param id its {@link TokenHash#id}; fails with {@code not_found} if the caller has no such
   *     session
   */
  public CompletionStage<Void> end(Identity caller, String id) {
    return of(caller)
        .thenCompose(
            all ->
                all.stream()
                    .filter(session -> session.hash().id().equals(id))
                    .findFirst()
                    .map(session -> end(caller.actor(), session.hash()))
                    .orElseThrow(Sessions::notFound));
  }

  private static AccountException notFound() {
    return new AccountException(Refusal.NOT_FOUND, "Session not found.");
  }

  private CompletionStage<Void> end(Actor by, TokenHash session) {
    return store
        .end(by, session)
        .thenAccept(
            ended -> {
              if (!ended.orDenied()) {
                throw notFound();
              }
              connections.close(List.of(session));
            });
  }

  private CompletionStage<Void> end(TokenHash session) {
    return store.end(session).thenRun(() -> connections.close(List.of(session)));
  }

  /**
   * Deletes the sessions of users that the directory has forgotten or retired, and ends expired
   * sessions. A session with an open connection counts as in use.
   */
  public CompletionStage<Void> sweep() {
    return store
        .seen(connections.open(), clock.instant())
        .thenCompose(noted -> store.users())
        .thenCompose(this::sweep);
  }

  private CompletionStage<Void> sweep(Set<UserId> users) {
    return directory.active(users).thenCompose(known -> sweep(users, known));
  }

  private CompletionStage<Void> sweep(Set<UserId> users, Map<UserId, User> known) {
    Set<UserId> forgotten = new HashSet<>(users);
    forgotten.removeAll(known.keySet());
    List<UserId> registered =
        known.values().stream()
            .filter(user -> user.kind() == User.Kind.REGISTERED)
            .map(User::id)
            .toList();
    Instant now = clock.instant();
    return store
        .endAll(forgotten)
        .thenCompose(
            done -> store.endOld(registered, policy.seenBefore(now), policy.createdBefore(now)))
        .thenAccept(connections::close);
  }
}
