package chat.server.account;

import chat.core.model.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * A new session that is not stored yet. Immutable.
 *
 * @param token the secret, which is sent to the client once
 * @param record what is stored
 */
public record SessionDraft(String token, SessionRecord record) {
  private static final int MAX_AGENT_LENGTH = 200;

  public static SessionDraft of(UserId user, String agent, Set<Scope> scopes, Instant now) {
    String token = Tokens.ofSession();
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    return new SessionDraft(
        token, new SessionRecord(TokenHash.of(token), user, at, at, shown(agent), scopes));
  }

  /** Keeps printable ASCII only: a client may send any text as its User-Agent. */
  private static String shown(String agent) {
    StringBuilder shown = new StringBuilder();
    agent
        .codePoints()
        .filter(c -> c >= ' ' && c < 0x7f)
        .limit(MAX_AGENT_LENGTH)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }

  @Override
  public String toString() {
    return record.toString(); // the token is a secret and must not reach a log
  }
}
