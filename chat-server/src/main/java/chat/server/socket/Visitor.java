package chat.server.socket;

import chat.server.account.Identity;
import java.security.Principal;
import java.util.Optional;

/**
 * Whom an upgraded connection speaks for: what the gate found out, on its way to the endpoint.
 * Immutable.
 *
 * @param identity who, and by which session; empty when the session shown is unknown
 * @param secret the session's, of a guest just made
 */
record Visitor(Optional<Identity> identity, Optional<String> secret) implements Principal {
  @Override
  public String getName() {
    return identity.map(known -> known.user().id().value()).orElse("nobody");
  }

  @Override
  public String toString() {
    return getName(); // the session is a secret and must not reach a log
  }
}
