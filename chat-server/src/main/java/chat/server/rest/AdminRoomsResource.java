package chat.server.rest;

import chat.core.command.room.RemoveRoom;
import chat.core.model.RoomId;
import chat.server.http.Authenticator;
import chat.server.http.ChatGateway;
import chat.server.http.RestExchange;
import chat.server.http.RestResource;
import chat.server.http.Router;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /api/admin/rooms}: administration of rooms. Thread-safe because its parts are. */
final class AdminRoomsResource implements RestResource {
  private final ChatGateway chat;
  private final Authenticator authenticator;

  AdminRoomsResource(ChatGateway chat, Authenticator authenticator) {
    this.chat = chat;
    this.authenticator = authenticator;
  }

  @Override
  public void addTo(Router routes) {
    routes.delete("admin/rooms/{id}", this::remove);
  }

  private CompletionStage<?> remove(RestExchange exchange) {
    RoomId room = RoomsResource.room(exchange);
    return authenticator
        .human(exchange)
        .thenCompose(
            caller -> chat.ask(Optional.of(caller), exchange.address(), new RemoveRoom(room)))
        .thenAccept(removed -> exchange.done());
  }
}
