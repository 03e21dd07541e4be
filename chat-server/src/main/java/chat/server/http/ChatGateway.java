package chat.server.http;

import chat.core.Chat;
import chat.core.ChatConnection;
import chat.core.command.Command;
import chat.core.command.Outcome;
import chat.core.command.Reply;
import chat.server.account.Identity;
import chat.server.limit.AddressBlock;
import chat.server.limit.AddressBudget;
import chat.server.wire.error.ApiError;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Asks the chat for single things. Thread-safe as the chat is. */
public final class ChatGateway {
  private final Chat chat;
  private final AddressBudget budget;

  /**
   * @param budget what all users of an address may do together
   */
  public ChatGateway(Chat chat, AddressBudget budget) {
    this.chat = chat;
    this.budget = budget;
  }

  /**
   * What the chat answers to somebody; fails as refused, also when the budget of the address does
   * not allow it.
   *
   * @param asker who; empty for a stranger
   * @param address where the request comes from
   */
  public <R extends Reply> CompletionStage<R> ask(
      Optional<Identity> asker, AddressBlock address, Command<R> command) {
    long wait = budget.take(address, command);
    if (wait > 0) {
      return CompletableFuture.failedFuture(new ApiException(ApiError.rateLimited(wait)));
    }
    return ask(asker, command)
        .whenComplete(
            (reply, failure) -> {
              if (failure != null || reply.hadNoEffect()) {
                budget.giveBack(address, command);
              }
            });
  }

  private <R extends Reply> CompletionStage<R> ask(Optional<Identity> asker, Command<R> command) {
    CompletableFuture<R> answer = new CompletableFuture<>();
    ChatConnection connection =
        asker.map(known -> chat.visit(known.user(), known.rights())).orElseGet(chat::stranger);
    connection.execute(command, outcome -> settle(answer, outcome));
    connection.close(); // what was asked before is still answered
    return answer;
  }

  private static <R extends Reply> void settle(CompletableFuture<R> answer, Outcome<R> outcome) {
    if (outcome instanceof Outcome.Accepted<R> accepted) {
      answer.complete(accepted.reply());
    } else if (outcome instanceof Outcome.Refused<R> refused) {
      answer.completeExceptionally(new ApiException(ApiError.of(refused)));
    }
  }
}
