package chat.server.rest;

import chat.core.command.Command;
import chat.core.command.Reply;
import chat.core.command.message.FollowThread;
import chat.core.command.message.ListThreads;
import chat.core.command.message.MarkThread;
import chat.core.model.RoomId;
import chat.server.account.Identity;
import chat.server.http.ApiException;
import chat.server.http.Authenticator;
import chat.server.http.ChatGateway;
import chat.server.http.RestExchange;
import chat.server.http.RestResource;
import chat.server.http.Router;
import chat.server.limit.RateLimits;
import chat.server.wire.ChangeJson;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * {@code /api/threads}: the threads that the caller follows. The messages of a thread are those of
 * {@link MessagesResource}. Thread-safe because its parts are.
 */
final class ThreadsResource implements RestResource {
  private static final String THREAD = "rooms/{id}/threads/{root}";

  private final ChatGateway chat;
  private final Authenticator authenticator;
  private final RateLimits limits;

  ThreadsResource(ChatGateway chat, Authenticator authenticator, RateLimits limits) {
    this.chat = chat;
    this.authenticator = authenticator;
    this.limits = limits;
  }

  @Override
  public void addTo(Router routes) {
    routes
        .get("threads", this::list)
        .put(THREAD + "/follow", exchange -> follow(exchange, true))
        .delete(THREAD + "/follow", exchange -> follow(exchange, false))
        .put(THREAD + "/mark", this::mark);
  }

  private CompletionStage<?> list(RestExchange exchange) {
    var command = new ListThreads(exchange.query().limit());
    return authenticator
        .known(exchange)
        .thenCompose(
            caller -> {
              ApiException.ifToWait(limits.read(caller.user()));
              return ask(caller, exchange, command);
            })
        .thenAccept(reply -> exchange.answer(200, ChangeJson.threads(reply)));
  }

  private CompletionStage<?> follow(RestExchange exchange, boolean on) {
    RoomId room = RoomsResource.room(exchange);
    var command = new FollowThread(room, MessagesResource.seq(exchange, "root"), on);
    return authenticator
        .known(exchange)
        .thenCompose(caller -> authenticator.change(caller, () -> ask(caller, exchange, command)))
        .thenAccept(reply -> exchange.answer(200, ChangeJson.followed(reply)));
  }

  private CompletionStage<?> mark(RestExchange exchange) {
    RoomId room = RoomsResource.room(exchange);
    long root = MessagesResource.seq(exchange, "root");
    return authenticator
        .known(exchange)
        .thenCompose(
            caller ->
                ask(caller, exchange, new MarkThread(room, root, exchange.body(ChangeJson::mark))))
        .thenAccept(reply -> exchange.answer(200, ChangeJson.marked(reply)));
  }

  private <R extends Reply> CompletionStage<R> ask(
      Identity caller, RestExchange exchange, Command<R> command) {
    return chat.ask(Optional.of(caller), exchange.address(), command);
  }
}
