package chat.server.socket;

import chat.core.model.User;
import chat.server.limit.AddressBlock;
import java.security.Principal;
import java.util.Optional;

/**
 * Whom an upgraded connection speaks for: what the gate found out, on its way to the endpoint.
 * Immutable.
 *
 * @param address where from
 * @param isOneTooMany whether there are too many connections from there; then nobody looked who it
 *     is
 * @param user who; empty when the session shown is unknown
 * @param session the secret of a guest just made
 */
record Visitor(
    AddressBlock address, boolean isOneTooMany, Optional<User> user, Optional<String> session)
    implements Principal {
  Visitor(AddressBlock address, Optional<User> user, Optional<String> session) {
    this(address, false, user, session);
  }

  static Visitor oneTooMany(AddressBlock address) {
    return new Visitor(address, true, Optional.empty(), Optional.empty());
  }

  @Override
  public String getName() {
    return user.map(known -> known.id().value()).orElse("nobody");
  }

  @Override
  public String toString() {
    return getName(); // the session is a secret and must not reach a log
  }
}
