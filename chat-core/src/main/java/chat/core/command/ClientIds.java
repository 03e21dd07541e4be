package chat.core.command;

import chat.core.model.TextRules;
import java.util.Optional;

/** Validates the {@code client_id} that every command that stores an event has. Stateless. */
public final class ClientIds {
  private ClientIds() {}

  /** The rejection of an invalid {@code clientId}; empty when it is valid. */
  public static <R extends Reply> Optional<Outcome.Refused<R>> check(String clientId) {
    return TextRules.isClientId(clientId)
        ? Optional.empty()
        : Optional.of(
            Outcome.invalid(
                "client_id", "A client_id must have 1 to 64 characters of valid Unicode."));
  }
}
