package chat.core.command;

import chat.core.model.TextRules;
import java.util.Optional;

/** The check of a client's key, which every command that stores an event has. Stateless. */
public final class ClientIds {
  private ClientIds() {}

  /** Why {@code clientId} is rejected; empty when it is valid. */
  public static <R extends Reply> Optional<Outcome.Refused<R>> check(String clientId) {
    return TextRules.isClientId(clientId)
        ? Optional.empty()
        : Optional.of(
            Outcome.invalid("client_id", "A client_id has 1 to 64 characters of valid Unicode."));
  }
}
