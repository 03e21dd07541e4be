package chat.server.account;

import chat.core.model.UserId;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * What is kept of a session. Immutable.
 *
 * @param hash of its token
 * @param user whose it is
 * @param created when it was opened
 * @param seen when it was used last, give or take some minutes
 * @param agent what the client called itself, cut short; empty when it did not say
 * @param scopes what it is good for
 */
public record SessionRecord(
    TokenHash hash, UserId user, Instant created, Instant seen, String agent, Set<Scope> scopes) {
  /** Rejects null. */
  public SessionRecord {
    Objects.requireNonNull(hash, "hash");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(seen, "seen");
    Objects.requireNonNull(agent, "agent");
    scopes = Set.copyOf(scopes);
  }

  /** The same session, used again. */
  public SessionRecord seenAt(Instant time) {
    return new SessionRecord(hash, user, created, time, agent, scopes);
  }
}
