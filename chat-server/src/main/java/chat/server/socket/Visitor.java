package chat.server.socket;

import chat.core.model.User;
import java.security.Principal;
import java.util.Optional;

/**
 * Whom an upgraded connection speaks for: what the gate found out, on its way to the endpoint.
 * Immutable.
 *
 * @param user who; empty when the session shown is unknown
 * @param session the secret of a guest just made
 */
record Visitor(Optional<User> user, Optional<String> session) implements Principal {
  @Override
  public String getName() {
    return user.map(known -> known.id().value()).orElse("nobody");
  }

  @Override
  public String toString() {
    return getName(); // the session is a secret and must not reach a log
  }
}
