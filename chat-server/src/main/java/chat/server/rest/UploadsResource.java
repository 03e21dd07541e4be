package chat.server.rest;

import chat.core.command.file.ReadUpload;
import chat.core.command.file.RemoveUpload;
import chat.core.file.FileId;
import chat.server.files.FileService;
import chat.server.files.FileSettings;
import chat.server.http.ApiException;
import chat.server.http.Authenticator;
import chat.server.http.ChatGateway;
import chat.server.http.HttpProblem;
import chat.server.http.RestExchange;
import chat.server.http.RestResource;
import chat.server.http.Router;
import chat.server.limit.UploadRates;
import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * {@code /api/rooms/{id}/uploads} and {@code /api/uploads/{file}}: uploads by tus 1.0.0.
 * Thread-safe because its parts are.
 */
final class UploadsResource implements RestResource {
  private final ChatGateway chat;
  private final Authenticator authenticator;
  private final UploadReceiver receiver;
  private final FileSettings settings;
  private final UploadRates rates;

  UploadsResource(
      ChatGateway chat,
      Authenticator authenticator,
      FileService files,
      FileSettings settings,
      UploadRates rates) {
    this.chat = chat;
    this.authenticator = authenticator;
    this.receiver = new UploadReceiver(chat, files);
    this.settings = settings;
    this.rates = rates;
  }

  @Override
  public void addTo(Router routes) {
    routes
        .options("rooms/{id}/uploads", this::describe)
        .post("rooms/{id}/uploads", this::create)
        .options("uploads/{file}", this::describe)
        .head("uploads/{file}", this::head)
        .streamed("PATCH", "uploads/{file}", this::patch)
        .streamed("POST", "uploads/{file}", this::override)
        .delete("uploads/{file}", this::remove)
        .streamed("PUT", "uploads/{file}/preview", this::preview);
  }

  /** Whether a path below {@code /api/} is one of these, so that its responses are of tus. */
  static boolean has(String path) {
    return path.startsWith("uploads/") || (path.startsWith("rooms/") && path.endsWith("/uploads"));
  }

  private static FileId file(RestExchange exchange) {
    String id = exchange.variable("file");
    if (!FileId.isValid(id)) {
      throw new ApiException(ErrorCode.NOT_FOUND, "Upload not found.");
    }
    return FileId.of(id);
  }

  private CompletionStage<?> describe(RestExchange exchange) {
    Tus.describe(exchange, settings.limits().maxFileBytes());
    return exchange.answered();
  }

  private CompletionStage<?> create(RestExchange exchange) {
    Tus.requireVersion(exchange);
    var command = Tus.creation(exchange, RoomsResource.room(exchange));
    return authenticator
        .known(exchange)
        .thenCompose(
            caller -> {
              ApiException.ifToWait(rates.begin(caller.user(), exchange.address()));
              return chat.ask(Optional.of(caller), exchange.address(), command)
                  .whenComplete(
                      (made, failure) -> {
                        if (failure != null || made.duplicate()) {
                          rates.notBegun(caller.user(), exchange.address());
                        }
                      })
                  .thenCompose(
                      made ->
                          made.upload().length() == 0 && !made.upload().isFinished()
                              ? receiver.complete(caller, exchange, made.upload())
                              : receiver.done(made.upload()));
            })
        .thenAccept(
            upload -> {
              exchange.setHeader("Location", "/api/uploads/" + upload.id());
              exchange.empty(201);
            });
  }

  private CompletionStage<?> head(RestExchange exchange) {
    Tus.requireVersion(exchange);
    FileId id = file(exchange);
    return authenticator
        .known(exchange)
        .thenCompose(
            caller ->
                chat.ask(Optional.of(caller), exchange.address(), new ReadUpload(id))
                    .thenCompose(found -> receiver.afterCrash(caller, exchange, found.upload())))
        .thenAccept(
            upload -> {
              exchange.setHeader(Tus.OFFSET, Long.toString(upload.offset()));
              exchange.setHeader(Tus.LENGTH, Long.toString(upload.length()));
              exchange.empty(200);
            });
  }

  private CompletionStage<?> patch(RestExchange exchange) {
    Tus.requireVersion(exchange);
    FileId id = file(exchange);
    requireBytes(exchange);
    long offset = Tus.number(exchange, Tus.OFFSET);
    Optional<byte[]> checksum = Tus.checksum(exchange);
    return authenticator
        .known(exchange)
        .thenCompose(caller -> receiver.receive(caller, exchange, id, offset, checksum))
        .thenAccept(
            upload -> {
              exchange.setHeader(Tus.OFFSET, Long.toString(upload.offset()));
              exchange.empty(204);
            });
  }

  private static void requireBytes(RestExchange exchange) {
    String type = exchange.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.equals(Tus.BYTES)) {
      throw new HttpProblem(
          415, ApiError.of(ErrorCode.INVALID, "The body must be of the type " + Tus.BYTES + "."));
    }
  }

  /** For clients that can send only GET and POST. */
  private CompletionStage<?> override(RestExchange exchange) {
    return switch (exchange.header("X-HTTP-Method-Override").orElse("")) {
      case "PATCH" -> patch(exchange);
      case "DELETE" -> remove(exchange);
      case "HEAD" -> head(exchange);
      default -> {
        exchange.notAllowed("OPTIONS, HEAD, PATCH, DELETE");
        yield exchange.answered();
      }
    };
  }

  private CompletionStage<?> remove(RestExchange exchange) {
    Tus.requireVersion(exchange);
    FileId id = file(exchange);
    return authenticator
        .known(exchange)
        .thenCompose(
            caller -> chat.ask(Optional.of(caller), exchange.address(), new RemoveUpload(id)))
        .thenAccept(removed -> exchange.empty(204));
  }

  private CompletionStage<?> preview(RestExchange exchange) {
    FileId id = file(exchange);
    return authenticator
        .known(exchange)
        .thenCompose(caller -> receiver.preview(caller, exchange, id))
        .thenAccept(upload -> exchange.empty(204));
  }
}
