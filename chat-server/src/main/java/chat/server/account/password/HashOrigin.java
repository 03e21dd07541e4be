package chat.server.account.password;

import chat.server.limit.AddressBlock;
import java.util.Objects;

/**
 * The client for which a password is hashed. Each line has a fair share of the queue, and known
 * clients have priority over others. Immutable.
 *
 * @param isKnown whether the client has presented a session of the account, or has signed in to it
 *     from this address before
 * @param line the key of the line in the queue: the account when the client is known, the IPv4
 *     address or IPv6 /48 otherwise
 */
public record HashOrigin(boolean isKnown, Object line) {
  /** Rejects nulls. */
  public HashOrigin {
    Objects.requireNonNull(line, "line");
  }

  /** The origin of a known client. */
  public static HashOrigin known(String account) {
    return new HashOrigin(true, account);
  }

  /** The origin of any other client. */
  public static HashOrigin unknown(AddressBlock address) {
    return new HashOrigin(false, address.widest());
  }
}
