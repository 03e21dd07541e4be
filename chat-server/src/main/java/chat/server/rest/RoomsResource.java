package chat.server.rest;

import chat.core.command.Command;
import chat.core.command.Reply;
import chat.core.command.message.PostMessage;
import chat.core.command.message.ReadHistory;
import chat.core.command.room.ChangeRoom;
import chat.core.command.room.ListRooms;
import chat.core.model.RoomId;
import chat.server.account.Identity;
import chat.server.http.ApiException;
import chat.server.http.Authenticator;
import chat.server.http.ChatGateway;
import chat.server.http.QueryParams;
import chat.server.http.RestExchange;
import chat.server.http.RestResource;
import chat.server.http.Router;
import chat.server.limit.RateLimits;
import chat.server.wire.PostBody;
import chat.server.wire.RestJson;
import chat.server.wire.RoomChangeBody;
import chat.server.wire.error.ErrorCode;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** {@code /api/rooms}: rooms and their messages. Thread-safe because its parts are. */
final class RoomsResource implements RestResource {
  private static final RestJson JSON = new RestJson();

  private final ChatGateway chat;
  private final Authenticator authenticator;
  private final RateLimits limits;
  private final EventCommands events;

  RoomsResource(ChatGateway chat, Authenticator authenticator, RateLimits limits) {
    this.chat = chat;
    this.authenticator = authenticator;
    this.limits = limits;
    this.events = new EventCommands(chat, limits);
  }

  @Override
  public void addTo(Router routes) {
    routes
        .get("rooms", this::list)
        .patch("rooms/{id}", this::change)
        .get("rooms/{id}/messages", this::history)
        .post("rooms/{id}/messages", this::post);
  }

  /**
   * The room of the path variable {@code id}.
   *
   * @throws ApiException {@code not_found} if it is not a valid id
   */
  static RoomId room(RestExchange exchange) {
    String id = exchange.variable("id");
    if (!RoomId.isValid(id)) {
      throw new ApiException(ErrorCode.NOT_FOUND, "Room not found.");
    }
    return RoomId.of(id);
  }

  private CompletionStage<?> list(RestExchange exchange) {
    QueryParams query = exchange.query();
    var command = new ListRooms(query.room("after"), query.limit(), query.flag("own"));
    return authenticator
        .find(exchange)
        .thenCompose(caller -> read(caller, command, exchange))
        .thenAccept(reply -> exchange.answer(200, JSON.rooms(reply)));
  }

  private CompletionStage<?> history(RestExchange exchange) {
    RoomId room = room(exchange);
    QueryParams query = exchange.query();
    var command = new ReadHistory(room, query.seq("before"), query.seq("after"), query.limit());
    return authenticator
        .find(exchange)
        .thenCompose(caller -> read(caller, command, exchange))
        .thenAccept(reply -> exchange.answer(200, JSON.history(reply)));
  }

  private <R extends Reply> CompletionStage<R> read(
      Optional<Identity> caller, Command<R> command, RestExchange exchange) {
    ApiException.ifToWait(limits.read(caller.map(Identity::user), exchange.address()));
    return chat.ask(caller, exchange.address(), command);
  }

  private CompletionStage<?> post(RestExchange exchange) {
    RoomId room = room(exchange);
    return authenticator.known(exchange).thenCompose(author -> post(room, author, exchange));
  }

  private CompletionStage<?> post(RoomId room, Identity author, RestExchange exchange) {
    PostBody parsed = JSON.parsePost(exchange.body());
    if (parsed instanceof PostBody.Post post) {
      String clientId = exchange.clientId(post.clientId());
      return events
          .ask(
              author,
              exchange,
              new PostMessage(room, post.text(), clientId, OptionalLong.empty(), post.files()))
          .thenAccept(sent -> exchange.answer(sent.duplicate() ? 200 : 201, JSON.sent(sent)));
    }
    throw new ApiException(((PostBody.Bad) parsed).error());
  }

  private CompletionStage<?> change(RestExchange exchange) {
    RoomId room = room(exchange);
    return authenticator.known(exchange).thenCompose(author -> change(room, author, exchange));
  }

  private CompletionStage<?> change(RoomId room, Identity author, RestExchange exchange) {
    RoomChangeBody parsed = JSON.parseRoomChange(exchange.body());
    if (parsed instanceof RoomChangeBody.Change change) {
      String clientId = exchange.clientId(change.clientId());
      return events
          .ask(author, exchange, new ChangeRoom(room, clientId, change.name(), change.topic()))
          .thenAccept(reply -> exchange.answer(200, JSON.roomChanged(reply)));
    }
    throw new ApiException(((RoomChangeBody.Bad) parsed).error());
  }
}
