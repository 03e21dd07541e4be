package chat.server.websocket;

import chat.server.account.Identity;
import chat.server.limit.AddressBlock;
import java.security.Principal;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/**
 * The authenticated user of an upgrade, passed from the {@link UpgradeHandler} to the endpoint.
 * Immutable.
 *
 * @param address the client's address
 * @param isOneTooMany whether the address has too many connections; the user is not authenticated
 *     then
 * @param identity the user and session; empty when the session is unknown
 * @param secret the secret of the session of a newly created guest
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

  /** Whether the user is a {@link Identity#known known user}. */
  boolean isKnown() {
    return identity.filter(Identity::known).isPresent();
  }

  /** Attaches this to an upgrade {@code request}, for the session that is created from it. */
  void attachTo(Request request) {
    request.setAttribute(UpgradeContext.class.getName(), this);
  }

  /** The context attached to {@code request}; null when there is none. */
  public static UpgradeContext attachedTo(Request request) {
    return (UpgradeContext) request.getAttribute(UpgradeContext.class.getName());
  }

  @Override
  public String getName() {
    return identity.map(known -> known.user().id().value()).orElse("unknown");
  }

  @Override
  public String toString() {
    return getName(); // without the session's secret, which must not be logged
  }
}
