package chat.server.http;

import chat.core.command.SearchMessages;
import chat.server.account.Accounts;
import chat.server.wire.ErrorCode;
import chat.server.wire.RestJson;
import chat.server.wire.WireError;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** {@code /api/search}: what was said, by its words. Thread-safe by what it is made of. */
final class SearchResource implements Resource {
  private static final RestJson JSON = new RestJson();

  private final ChatRequests chat;
  private final Accounts accounts;

  SearchResource(ChatRequests chat, Accounts accounts) {
    this.chat = chat;
    this.accounts = accounts;
  }

  @Override
  public CompletionStage<?> answer(List<String> path, Exchange exchange) {
    if (!path.isEmpty()) {
      throw Resource.nothingHere();
    }
    return Methods.get(() -> search(exchange)).answer(exchange);
  }

  private CompletionStage<?> search(Exchange exchange) {
    Query query = exchange.query();
    String wanted = query.text("query").orElseThrow(SearchResource::missing);
    var command =
        new SearchMessages(wanted, query.room("room"), query.text("cursor"), query.limit());
    return exchange
        .asker(accounts)
        .thenCompose(asker -> chat.ask(asker, command))
        .thenAccept(reply -> exchange.answer(200, JSON.found(reply)));
  }

  private static Refused missing() {
    return new Refused(WireError.of(ErrorCode.INVALID, "query", "The parameter query is missing."));
  }
}
