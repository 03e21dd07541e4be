package chat.server.http.security;

import chat.server.account.Identity;
import chat.server.account.service.Accounts;
import chat.server.account.service.Credential;
import chat.server.http.Responses;
import chat.server.http.SessionCookie;
import chat.server.limit.RateLimits;
import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Rejects further connections at the maximum, and keeps serving the existing ones. The last quarter
 * of the places is reserved for known users, so that an attacker's guests cannot lock them out.
 * Does not block on the store. Thread-safe because its parts are.
 */
public final class MaxConnectionsHandler extends Handler.Wrapper {
  /** The value of {@code Retry-After}; the page reconnects at random within this time. */
  private static final Duration RETRY = Duration.ofSeconds(30);

  private final int most;
  private final int forAll;
  private final IntSupplier open;
  private final IntSupplier requests;
  private final Accounts accounts;

  /**
   * @param most the maximum number of connections, WebSockets included
   * @param open the current number, including the connection of the request; must not block
   * @param requests how many of them are not WebSockets, or not yet; they do not take the places of
   *     known users
   * @param accounts identifies the user of a request
   * @param handler serves the accepted connections
   */
  public MaxConnectionsHandler(
      int most, IntSupplier open, IntSupplier requests, Accounts accounts, Handler handler) {
    super(handler);
    this.requests = requests;
    this.most = most;
    this.forAll = most - most / RateLimits.RESERVED_PART;
    this.open = open;
    this.accounts = accounts;
  }

  /** The maximum number of concurrent connections that are not WebSockets, or not yet. */
  public static int requestsAtATime(int most) {
    return Math.max(64, most / 4);
  }

  /** The maximum number of accepted connections, including those that get the response 503. */
  public static int withRoomToReject(int most) {
    return most + requestsAtATime(most);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    boolean first = request.getConnectionMetaData().getConnection().getMessagesIn() <= 1;
    int taken = first ? open.getAsInt() : 0;
    if (taken <= forAll) {
      return super.handle(request, response, callback);
    }
    int webSockets = taken - requests.getAsInt() + 1;
    Optional<Credential> shown = webSockets > most ? Optional.empty() : shownBy(request);
    if (shown.isEmpty()) {
      reject(response, callback);
    } else {
      handleIfKnown(shown.get(), request, response, callback);
    }
    return true;
  }

  private static Optional<Credential> shownBy(Request request) {
    HttpFields headers = request.getHeaders();
    return Credential.of(
        headers.getValuesList(HttpHeader.AUTHORIZATION),
        headers.getValuesList(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL),
        SessionCookie.shownBy(request));
  }

  private void handleIfKnown(
      Credential shown, Request request, Response response, Callback callback) {
    CompletableFuture<Optional<Identity>> found =
        accounts.identify(shown.token()).toCompletableFuture();
    // A store completes on its own thread, which must not handle requests.
    Executor executor = found.isDone() ? Runnable::run : request.getContext();
    CompletionStage<Optional<Identity>> stage = found;
    stage.whenCompleteAsync(
        (identity, failure) -> {
          if (failure == null && identity.filter(Identity::known).isPresent()) {
            handleBelow(request, response, callback);
          } else {
            reject(response, callback);
          }
        },
        executor);
  }

  private void handleBelow(Request request, Response response, Callback callback) {
    try {
      if (!super.handle(request, response, callback)) {
        Responses.reject(response, callback, ErrorCode.NOT_FOUND, "Not found.");
      }
    } catch (Exception e) {
      callback.failed(e);
    }
  }

  private static void reject(Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    Responses.reject(
        response,
        callback,
        new ApiError(
            ErrorCode.BUSY.code(),
            Optional.empty(),
            "The server has reached its maximum number of connections. Try again later.",
            OptionalLong.of(RETRY.toMillis())));
  }
}
