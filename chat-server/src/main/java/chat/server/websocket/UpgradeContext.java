package chat.server.websocket;

import chat.server.account.Identity;
import chat.server.limit.AddressBlock;
import java.security.Principal;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/**
 * Whom an upgraded connection speaks for: what the gate found out, on its way to the endpoint.
 * Immutable.
 *
 * @param address where from
 * @param isOneTooMany whether there are too many connections from there; then nobody looked who it
 *     is
 * @param identity who, and by which session; empty when the session shown is unknown
 * @param secret the session's, of a guest just made
 */
public record UpgradeContext(
    AddressBlock address,
    boolean isOneTooMany,
    Optional<Identity> identity,
    Optional<String> secret)
    implements Principal {
  UpgradeContext(AddressBlock address, Optional<Identity> identity, Optional<String> secret) {
    this(address, false, identity, secret);
  }

  static UpgradeContext oneTooMany(AddressBlock address) {
    return new UpgradeContext(address, true, Optional.empty(), Optional.empty());
  }

  /** Whether the server has known the user for a while. */
  boolean isKnown() {
    return identity.filter(Identity::known).isPresent();
  }

  /** Notes on an upgrade {@code request} who came, for the session that it becomes. */
  void attachTo(Request request) {
    request.setAttribute(UpgradeContext.class.getName(), this);
  }

  /** The visitor attached to {@code request}; null when there is none. */
  public static UpgradeContext attachedTo(Request request) {
    return (UpgradeContext) request.getAttribute(UpgradeContext.class.getName());
  }

  @Override
  public String getName() {
    return identity.map(known -> known.user().id().value()).orElse("nobody");
  }

  @Override
  public String toString() {
    return getName(); // the session is a secret and must not reach a log
  }
}
