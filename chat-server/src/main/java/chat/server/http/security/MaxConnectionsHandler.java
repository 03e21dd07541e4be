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
 * Rejects further connections when all places are taken, and serves those that were there before.
 * The last quarter of the places is for users whom the server knows, so that guests made for the
 * purpose cannot lock them out. No thread waits for the store. Thread-safe by what it is made of.
 */
public final class MaxConnectionsHandler extends Handler.Wrapper {
  /** Clients come back at random within half a minute; this is for those who ask. */
  private static final Duration RETRY = Duration.ofSeconds(30);

  private final int most;
  private final int forAll;
  private final IntSupplier open;
  private final IntSupplier requests;
  private final Accounts accounts;

  /**
   * @param most how many connections there may be, those of WebSockets included
   * @param open how many there are, with the one that a request comes by; must not block
   * @param requests how many of them are no WebSockets, or not yet; they give way to users whom the
   *     server knows
   * @param accounts tells who a request comes from
   * @param handler serves the connections that have a place
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

  /** How many connections there may be at a time that are no WebSockets, or not yet. */
  public static int requestsAtATime(int most) {
    return Math.max(64, most / 4);
  }

  /** How many connections are let in, some of them to be told that there is no place. */
  public static int withRoomToRefuse(int most) {
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
      refuse(response, callback);
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
    // A store answers on a thread of its own, which must not do the server's work.
    Executor executor = found.isDone() ? Runnable::run : request.getContext();
    CompletionStage<Optional<Identity>> stage = found;
    stage.whenCompleteAsync(
        (identity, failure) -> {
          if (failure == null && identity.filter(Identity::known).isPresent()) {
            handleBelow(request, response, callback);
          } else {
            refuse(response, callback);
          }
        },
        executor);
  }

  private void handleBelow(Request request, Response response, Callback callback) {
    try {
      if (!super.handle(request, response, callback)) {
        Responses.refuse(response, callback, ErrorCode.NOT_FOUND, "There is nothing here.");
      }
    } catch (Exception e) {
      callback.failed(e);
    }
  }

  private static void refuse(Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    Responses.refuse(
        response,
        callback,
        new ApiError(
            ErrorCode.BUSY.code(),
            Optional.empty(),
            "The server has no place for another connection.",
            OptionalLong.of(RETRY.toMillis())));
  }
}
