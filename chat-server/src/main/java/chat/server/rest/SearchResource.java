package chat.server.rest;

import chat.core.command.message.SearchMessages;
import chat.server.account.Identity;
import chat.server.http.ApiException;
import chat.server.http.Authenticator;
import chat.server.http.ChatGateway;
import chat.server.http.QueryParams;
import chat.server.http.RestExchange;
import chat.server.http.RestResource;
import chat.server.http.Router;
import chat.server.limit.RateLimits;
import chat.server.wire.RestJson;
import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import java.util.concurrent.CompletionStage;

/** {@code /api/search}: searches messages. Thread-safe because its parts are. */
final class SearchResource implements RestResource {
  private static final RestJson JSON = new RestJson();

  private final ChatGateway chat;
  private final Authenticator authenticator;
  private final RateLimits limits;

  SearchResource(ChatGateway chat, Authenticator authenticator, RateLimits limits) {
    this.chat = chat;
    this.authenticator = authenticator;
    this.limits = limits;
  }

  @Override
  public void addTo(Router routes) {
    routes.get("search", this::search);
  }

  private CompletionStage<?> search(RestExchange exchange) {
    QueryParams query = exchange.query();
    String text = query.text("query").orElseThrow(SearchResource::missing);
    var command = new SearchMessages(text, query.room("room"), query.text("cursor"), query.limit());
    return authenticator
        .find(exchange)
        .thenCompose(
            caller -> {
              ApiException.ifToWait(limits.search(caller.map(Identity::user), exchange.address()));
              return chat.ask(caller, exchange.address(), command);
            })
        .thenAccept(reply -> exchange.answer(200, JSON.found(reply)));
  }

  private static ApiException missing() {
    return new ApiException(
        ApiError.of(ErrorCode.INVALID, "query", "The parameter query is missing."));
  }
}
