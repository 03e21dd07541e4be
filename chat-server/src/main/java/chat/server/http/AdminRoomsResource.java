package chat.server.http;

import chat.core.command.RemoveRoom;
import chat.core.model.RoomId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * {@code /api/admin/rooms}: what administrators do with rooms. Thread-safe by what it is made of.
 */
final class AdminRoomsResource implements Resource {
  private final ChatRequests chat;
  private final Askers askers;

  AdminRoomsResource(ChatRequests chat, Askers askers) {
    this.chat = chat;
    this.askers = askers;
  }

  @Override
  public void addTo(Routes routes) {
    routes.delete("admin/rooms/{id}", this::remove);
  }

  private CompletionStage<?> remove(Exchange exchange) {
    RoomId room = RoomsResource.room(exchange);
    return askers
        .person(exchange)
        .thenCompose(
            asker -> chat.ask(Optional.of(asker), exchange.address(), new RemoveRoom(room)))
        .thenAccept(removed -> exchange.done());
  }
}
