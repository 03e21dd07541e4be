package chat.server.rest;

import chat.core.command.Command;
import chat.core.command.Reply;
import chat.core.command.file.ListFiles;
import chat.core.command.message.DeleteMessage;
import chat.core.command.message.EditMessage;
import chat.core.command.message.ListMentions;
import chat.core.command.message.ListPins;
import chat.core.command.message.ListReactions;
import chat.core.command.message.ListVersions;
import chat.core.command.message.ReadThread;
import chat.core.command.message.SetAlt;
import chat.core.command.message.SetPin;
import chat.core.command.message.SetReaction;
import chat.core.file.FileId;
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
import chat.server.wire.ChangeJson;
import chat.server.wire.error.ErrorCode;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * {@code /api/rooms/{id}/messages/{seq}}, {@code /api/mentions} and what belongs to messages.
 * Thread-safe because its parts are.
 */
final class MessagesResource implements RestResource {
  private static final String MESSAGE = "rooms/{id}/messages/{seq}";

  /** No seq has more digits: the log numbers its events up to 2^32. */
  private static final Pattern SEQ = Pattern.compile("[0-9]{1,18}");

  private final ChatGateway chat;
  private final Authenticator authenticator;
  private final RateLimits limits;
  private final EventCommands events;

  MessagesResource(ChatGateway chat, Authenticator authenticator, RateLimits limits) {
    this.chat = chat;
    this.authenticator = authenticator;
    this.limits = limits;
    this.events = new EventCommands(chat, limits);
  }

  @Override
  public void addTo(Router routes) {
    routes
        .patch(MESSAGE, this::edit)
        .delete(MESSAGE, this::delete)
        .put(MESSAGE + "/reactions/{emoji}", exchange -> react(exchange, true))
        .delete(MESSAGE + "/reactions/{emoji}", exchange -> react(exchange, false))
        .get(MESSAGE + "/reactions/{emoji}", this::reactions)
        .put(MESSAGE + "/pin", exchange -> pin(exchange, true))
        .delete(MESSAGE + "/pin", exchange -> pin(exchange, false))
        .patch(MESSAGE + "/files/{file}", this::describe)
        .get(MESSAGE + "/versions", this::versions)
        .get("mentions", this::mentions)
        .get("rooms/{id}/pins", this::pins)
        .get("rooms/{id}/files", this::files)
        .get("rooms/{id}/threads/{root}", this::thread);
  }

  /**
   * A {@code seq} in the path.
   *
   * @throws ApiException {@code not_found} if it is not a number
   */
  static long seq(RestExchange exchange, String variable) {
    String seq = exchange.variable(variable);
    if (!SEQ.matcher(seq).matches()) {
      throw new ApiException(ErrorCode.NOT_FOUND, "Message not found.");
    }
    return Long.parseLong(seq);
  }

  private CompletionStage<?> edit(RestExchange exchange) {
    RoomId room = RoomsResource.room(exchange);
    long seq = seq(exchange, "seq");
    return change(
        exchange,
        () -> {
          ChangeJson.Edit edit = exchange.body(ChangeJson::edit);
          String key = exchange.clientId(edit.clientId());
          return new EditMessage(room, seq, edit.text(), key, edit.baseRev());
        },
        ChangeJson::edited);
  }

  private CompletionStage<?> delete(RestExchange exchange) {
    RoomId room = RoomsResource.room(exchange);
    long seq = seq(exchange, "seq");
    return change(
        exchange,
        () -> {
          ChangeJson.Deletion body = exchange.optionalBody(ChangeJson::deletion);
          return new DeleteMessage(room, seq, exchange.clientId(body.clientId()), body.reason());
        },
        ChangeJson::deleted);
  }

  private CompletionStage<?> react(RestExchange exchange, boolean on) {
    RoomId room = RoomsResource.room(exchange);
    long seq = seq(exchange, "seq");
    return change(
        exchange,
        () ->
            new SetReaction(
                room, seq, exchange.variable("emoji"), on, exchange.clientId(key(exchange))),
        ChangeJson::reacted);
  }

  private CompletionStage<?> pin(RestExchange exchange, boolean on) {
    RoomId room = RoomsResource.room(exchange);
    long seq = seq(exchange, "seq");
    return change(
        exchange,
        () -> new SetPin(room, seq, on, exchange.clientId(key(exchange))),
        ChangeJson::pinned);
  }

  private CompletionStage<?> describe(RestExchange exchange) {
    RoomId room = RoomsResource.room(exchange);
    long seq = seq(exchange, "seq");
    FileId file = file(exchange);
    return change(
        exchange,
        () -> {
          ChangeJson.Alt body = exchange.body(ChangeJson::alt);
          return new SetAlt(room, seq, file, body.alt(), exchange.clientId(body.clientId()));
        },
        ChangeJson::described);
  }

  private static FileId file(RestExchange exchange) {
    String id = exchange.variable("file");
    if (!FileId.isValid(id)) {
      throw new ApiException(ErrorCode.NOT_FOUND, "File not found.");
    }
    return FileId.of(id);
  }

  private static Optional<String> key(RestExchange exchange) {
    return exchange.optionalBody(ChangeJson::key);
  }

  private <R extends Reply> CompletionStage<?> change(
      RestExchange exchange, Supplier<Command<R>> command, Function<R, byte[]> json) {
    return authenticator
        .known(exchange)
        .thenCompose(caller -> events.ask(caller, exchange, command.get()))
        .thenAccept(reply -> exchange.answer(200, json.apply(reply)));
  }

  private CompletionStage<?> reactions(RestExchange exchange) {
    RoomId room = RoomsResource.room(exchange);
    var command =
        new ListReactions(
            room, seq(exchange, "seq"), exchange.variable("emoji"), exchange.query().user("after"));
    return read(exchange, command, ChangeJson::reactions);
  }

  private CompletionStage<?> versions(RestExchange exchange) {
    RoomId room = RoomsResource.room(exchange);
    var command = new ListVersions(room, seq(exchange, "seq"), exchange.query().seq("after"));
    return read(exchange, command, ChangeJson::versions);
  }

  private CompletionStage<?> mentions(RestExchange exchange) {
    QueryParams query = exchange.query();
    ListMentions command = new ListMentions(query.text("before"), query.limit());
    return authenticator
        .known(exchange)
        .thenCompose(
            caller -> {
              ApiException.ifToWait(limits.read(Optional.of(caller.user()), exchange.address()));
              return chat.ask(Optional.of(caller), exchange.address(), command);
            })
        .thenAccept(reply -> exchange.answer(200, ChangeJson.mentions(reply)));
  }

  private CompletionStage<?> pins(RestExchange exchange) {
    RoomId room = RoomsResource.room(exchange);
    return read(exchange, new ListPins(room, exchange.query().seq("before")), ChangeJson::pins);
  }

  private CompletionStage<?> files(RestExchange exchange) {
    RoomId room = RoomsResource.room(exchange);
    QueryParams query = exchange.query();
    var command = new ListFiles(room, query.seq("before"), query.text("kind"), query.text("query"));
    return read(exchange, command, ChangeJson::files);
  }

  private CompletionStage<?> thread(RestExchange exchange) {
    RoomId room = RoomsResource.room(exchange);
    QueryParams query = exchange.query();
    var command =
        new ReadThread(
            room, seq(exchange, "root"), query.seq("before"), query.seq("after"), query.limit());
    return read(exchange, command, ChangeJson::thread);
  }

  private <R extends Reply> CompletionStage<?> read(
      RestExchange exchange, Command<R> command, Function<R, byte[]> json) {
    return authenticator
        .find(exchange)
        .thenCompose(
            caller -> {
              ApiException.ifToWait(limits.read(caller.map(Identity::user), exchange.address()));
              return chat.ask(caller, exchange.address(), command);
            })
        .thenAccept(reply -> exchange.answer(200, json.apply(reply)));
  }
}
