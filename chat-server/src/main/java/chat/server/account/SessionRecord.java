package chat.server.account;

import chat.core.model.UserId;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * A session as it is stored. Immutable.
 *
 * @param hash the hash of its token
 * @param user the user of the session
 * @param created when it was opened
 * @param seen when it was last used, exact to a few minutes
 * @param agent the client's User-Agent, truncated; empty if none was sent
 * @param scopes what it permits
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

  /** This session, last used at {@code time}. */
  public SessionRecord seenAt(Instant time) {
    return new SessionRecord(hash, user, created, time, agent, scopes);
  }
}
