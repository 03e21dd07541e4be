package chat.server.account.service;

import chat.server.account.TokenHash;
import java.util.Collection;
import java.util.Set;

/**
 * The open connections of each session. Calls also apply to a connection that is being opened with
 * a session that was read a moment earlier. Implementations must not block. Thread-safe.
 */
public interface SessionConnections {
  /** Immediately closes the connections of sessions that have ended. */
  void close(Collection<TokenHash> sessions);

  /** Moves the connections of a session to its successor and keeps them open. */
  void move(TokenHash ended, TokenHash successor);

  /**
   * Whether {@link #close} was called for a session within the last minute: then a record of it
   * that was read from a store before is out of date.
   */
  boolean hasEnded(TokenHash session);

  /** The sessions that have open connections. */
  Set<TokenHash> open();
}
