package chat.server.account.service;

import chat.server.account.TokenHash;
import java.util.Collection;
import java.util.Set;

/**
 * The connections that sessions have opened. What is said here holds also for a connection that is
 * being opened by what was known of its session a moment ago. Must not block. Thread-safe.
 */
public interface SessionConnections {
  /** Closes the connections of sessions that have ended, at once. */
  void close(Collection<TokenHash> sessions);

  /** Leaves the connections of a session open, as those of the one that has taken its place. */
  void move(TokenHash ended, TokenHash successor);

  /**
   * Whether a session was ended here by {@link #close} within the last minute: then what was read
   * of it from a store before is out of date.
   */
  boolean hasEnded(TokenHash session);

  /** The sessions that have connections now. */
  Set<TokenHash> open();
}
