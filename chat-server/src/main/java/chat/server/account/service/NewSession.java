package chat.server.account.service;

import chat.core.model.User;

/**
 * Somebody with a session opened just now. Immutable.
 *
 * @param user who
 * @param session the token, handed over once
 */
public record NewSession(User user, String session) {
  @Override
  public String toString() {
    return user.id().value(); // the token is a secret and must not reach a log
  }
}
