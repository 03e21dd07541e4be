package chat.server.rest;

import chat.core.command.Command;
import chat.core.command.Reply;
import chat.server.account.Identity;
import chat.server.http.ApiException;
import chat.server.http.ChatGateway;
import chat.server.http.RestExchange;
import chat.server.limit.RateLimits;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Executes commands that store an event in a room: they count as messages, unless they have no
 * effect. Thread-safe because its parts are.
 */
final class EventCommands {
  private final ChatGateway chat;
  private final RateLimits limits;

  EventCommands(ChatGateway chat, RateLimits limits) {
    this.chat = chat;
    this.limits = limits;
  }

  /**
   * Executes a command that names a room.
   *
   * @throws ApiException {@code rate_limited} when the caller has to wait
   */
  <R extends Reply> CompletionStage<R> ask(
      Identity caller, RestExchange exchange, Command<R> command) {
    ApiException.ifToWait(limits.event(caller.user(), command));
    return chat.ask(Optional.of(caller), exchange.address(), command)
        .whenComplete(
            (reply, failure) -> {
              if (failure != null || reply.hadNoEffect()) {
                limits.notStored(caller.user(), command);
              }
            });
  }
}
