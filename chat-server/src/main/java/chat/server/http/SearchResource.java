package chat.server.http;

import chat.core.command.SearchMessages;
import chat.server.account.Identity;
import chat.server.limit.Limits;
import chat.server.wire.ErrorCode;
import chat.server.wire.RestJson;
import chat.server.wire.WireError;
import java.util.concurrent.CompletionStage;

/** {@code /api/search}: finding what was said. Thread-safe by what it is made of. */
final class SearchResource implements Resource {
  private static final RestJson JSON = new RestJson();

  private final ChatRequests chat;
  private final Askers askers;
  private final Limits limits;

  SearchResource(ChatRequests chat, Askers askers, Limits limits) {
    this.chat = chat;
    this.askers = askers;
    this.limits = limits;
  }

  @Override
  public void addTo(Routes routes) {
    routes.get("search", this::search);
  }

  private CompletionStage<?> search(Exchange exchange) {
    Query query = exchange.query();
    String wanted = query.text("query").orElseThrow(SearchResource::missing);
    var command =
        new SearchMessages(wanted, query.room("room"), query.text("cursor"), query.limit());
    return askers
        .find(exchange)
        .thenCompose(
            asker -> {
              Refused.ifToWait(limits.search(asker.map(Identity::user), exchange.address()));
              return chat.ask(asker, exchange.address(), command);
            })
        .thenAccept(reply -> exchange.answer(200, JSON.found(reply)));
  }

  private static Refused missing() {
    return new Refused(WireError.of(ErrorCode.INVALID, "query", "The parameter query is missing."));
  }
}
