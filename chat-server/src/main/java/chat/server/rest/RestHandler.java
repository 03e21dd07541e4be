package chat.server.rest;

import chat.core.Chat;
import chat.core.port.StoreException;
import chat.server.account.AccountException;
import chat.server.account.service.AccountServices;
import chat.server.files.FileService;
import chat.server.files.FileSettings;
import chat.server.http.ApiException;
import chat.server.http.Authenticator;
import chat.server.http.ChatGateway;
import chat.server.http.HttpProblem;
import chat.server.http.RestExchange;
import chat.server.http.RestResource;
import chat.server.http.Router;
import chat.server.limit.RateLimits;
import chat.server.limit.UploadRates;
import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The REST API: everything below {@code /api/}. Does not block. Thread-safe because its parts are.
 */
public final class RestHandler extends Handler.Abstract.NonBlocking {
  private final Router routes;
  private final RateLimits limits;
  private final Consumer<Throwable> failures;

  /**
   * @param failures receives unexpected failures; thread-safe
   */
  public RestHandler(
      Chat chat,
      AccountServices services,
      RateLimits limits,
      Uploading uploading,
      Consumer<Throwable> failures) {
    this(routes(chat, services, limits, uploading), limits, failures);
  }

  /**
   * What uploads need besides the chat. Immutable.
   *
   * @param files the bytes of files
   * @param settings who may upload, and how much
   * @param rates how often uploads may begin
   */
  public record Uploading(FileService files, FileSettings settings, UploadRates rates) {}

  /** Creates a handler of {@code routes}. */
  public RestHandler(Router routes, RateLimits limits, Consumer<Throwable> failures) {
    this.routes = routes;
    this.limits = limits;
    this.failures = failures;
  }

  private static Router routes(
      Chat chat, AccountServices services, RateLimits limits, Uploading uploading) {
    ChatGateway requests = new ChatGateway(chat, limits.budget());
    Authenticator authenticator = new Authenticator(services.accounts(), limits);
    Router routes = new Router(authenticator::requireOpen);
    List<RestResource> resources =
        List.of(
            new RoomsResource(requests, authenticator, limits),
            new MessagesResource(requests, authenticator, limits),
            new ThreadsResource(requests, authenticator, limits),
            new AdminRoomsResource(requests, authenticator),
            new SearchResource(requests, authenticator, limits),
            new UploadsResource(
                requests,
                authenticator,
                uploading.files(),
                uploading.settings(),
                uploading.rates()),
            new SessionResource(services, authenticator, limits),
            new SessionsResource(services, authenticator),
            new AccountsResource(services, authenticator, limits),
            new RegistrationResource(services),
            new AccountResource(services, requests, authenticator, limits),
            new BotsResource(services, authenticator, limits),
            new SignupInvitesResource(services, authenticator),
            new ApiSpecResource());
    resources.forEach(resource -> resource.addTo(routes));
    return routes;
  }

  /** A handler of the files that uploads become. */
  public FilesHandler files(Chat chat, AccountServices services, FileService files) {
    return new FilesHandler(
        new ChatGateway(chat, limits.budget()),
        new Authenticator(services.accounts(), limits),
        limits,
        files,
        this::fail);
  }

  /**
   * Every route, as {@code GET /api/rooms/{id}/messages}, but those of uploads, which tus
   * describes.
   */
  public SortedSet<String> routes() {
    SortedSet<String> names = routes.names();
    names.removeIf(name -> UploadsResource.has(name.substring(name.indexOf(Router.PREFIX) + 5)));
    return names;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    if (!path.startsWith(Router.PREFIX)) {
      return false;
    }
    RestExchange exchange = new RestExchange(request, response, callback);
    if (UploadsResource.has(path.substring(Router.PREFIX.length()))) {
      exchange.setHeader(Tus.RESUMABLE, Tus.VERSION);
    }
    CompletionStage<?> done;
    try {
      ApiException.ifToWait(limits.request(exchange.address()));
      done = routes.answer(path.substring(Router.PREFIX.length()), exchange);
    } catch (RuntimeException e) {
      done = CompletableFuture.failedFuture(e);
    }
    done.whenComplete((ok, failure) -> fail(exchange, failure));
    return true;
  }

  private void fail(RestExchange exchange, Throwable failure) {
    if (failure == null) {
      return;
    }
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof ApiException rejected) {
      exchange.reject(rejected.error());
    } else if (cause instanceof HttpProblem rejected) {
      exchange.reject(rejected.status(), rejected.error());
    } else if (cause instanceof AccountException rejected) {
      exchange.reject(errorOf(rejected));
    } else if (cause instanceof StoreException) {
      failures.accept(cause);
      exchange.reject(
          ApiError.of(ErrorCode.UNAVAILABLE, "The store does not respond. Try again later."));
    } else {
      if (!isCausedByClient(cause)) {
        failures.accept(cause);
      }
      exchange.fail(cause);
    }
  }

  private static ApiError errorOf(AccountException rejected) {
    OptionalLong retryAfterMs =
        rejected.retryAfter().stream().mapToLong(Duration::toMillis).findFirst();
    return new ApiError(
        rejected.refusal().code(), rejected.field(), rejected.getMessage(), retryAfterMs);
  }

  /** Whether Jetty threw it because of a malformed request or a lost connection. */
  private static boolean isCausedByClient(Throwable cause) {
    return cause instanceof HttpException
        || cause instanceof IOException
        || cause instanceof TimeoutException;
  }
}
