package chat.server.account.password;

import chat.server.limit.AddressBlock;
import java.util.Objects;

/**
 * On whose behalf a password is hashed. Each line has a fair share of the places to wait in, and
 * those who are known come before those who are not. Immutable.
 *
 * @param isKnown whether the client has shown a session of the account, or signed in to it from the
 *     same address before
 * @param line what shares a place: the account when it is known, the IPv4 address or IPv6 /48
 *     otherwise
 */
public record HashOrigin(boolean isKnown, Object line) {
  /** Rejects nulls. */
  public HashOrigin {
    Objects.requireNonNull(line, "line");
  }

  /** Of a known client. */
  public static HashOrigin known(String account) {
    return new HashOrigin(true, account);
  }

  /** Of any other client. */
  public static HashOrigin stranger(AddressBlock address) {
    return new HashOrigin(false, address.widest());
  }
}
