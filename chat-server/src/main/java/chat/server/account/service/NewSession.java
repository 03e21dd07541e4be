package chat.server.account.service;

import chat.core.model.User;

/**
 * A newly opened session and its user. Immutable.
 *
 * @param user the user of the session
 * @param session the token, which is sent to the client once
 */
public record NewSession(User user, String session) {
  @Override
  public String toString() {
    return user.id().value(); // the token is a secret and must not reach a log
  }
}
