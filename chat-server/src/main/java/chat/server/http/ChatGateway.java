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

/** Executes single commands of REST requests in the chat. Thread-safe as the chat is. */
public final class ChatGateway {
  private final Chat chat;
  private final AddressBudget budget;

  /**
   * @param budget the limits of all users of an address together
   */
  public ChatGateway(Chat chat, AddressBudget budget) {
    this.chat = chat;
    this.budget = budget;
  }

  /**
   * Executes a command. Fails with an {@link ApiException} when the chat rejects it or the budget
   * of the address is exhausted.
   *
   * @param caller the user; empty for an anonymous request
   * @param address the client's address
   */
  public <R extends Reply> CompletionStage<R> ask(
      Optional<Identity> caller, AddressBlock address, Command<R> command) {
    long wait = budget.take(address, command);
    if (wait > 0) {
      return CompletableFuture.failedFuture(new ApiException(ApiError.rateLimited(wait)));
    }
    return ask(caller, command)
        .whenComplete(
            (reply, failure) -> {
              if (failure != null || reply.hadNoEffect()) {
                budget.giveBack(address, command);
              }
            });
  }

  private <R extends Reply> CompletionStage<R> ask(Optional<Identity> caller, Command<R> command) {
    CompletableFuture<R> answer = new CompletableFuture<>();
    ChatConnection connection =
        caller.map(known -> chat.visit(known.user(), known.rights())).orElseGet(chat::stranger);
    connection.execute(command, outcome -> settle(answer, outcome));
    connection.close(); // commands executed before still get their outcome
    return answer;
  }

  private static <R extends Reply> void settle(CompletableFuture<R> answer, Outcome<R> outcome) {
    if (outcome instanceof Outcome.Accepted<R> accepted) {
      answer.complete(accepted.reply());
    } else if (outcome instanceof Outcome.Refused<R> rejected) {
      answer.completeExceptionally(new ApiException(ApiError.of(rejected)));
    }
  }
}
