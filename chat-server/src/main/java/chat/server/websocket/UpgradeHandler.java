package chat.server.websocket;

import chat.core.model.Right;
import chat.core.port.StoreException;
import chat.server.account.Identity;
import chat.server.account.TokenHash;
import chat.server.account.service.Accounts;
import chat.server.account.service.Credential;
import chat.server.http.RemoteAddress;
import chat.server.http.Responses;
import chat.server.http.SessionCookie;
import chat.server.http.security.OriginAllowList;
import chat.server.limit.AddressBlock;
import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Decides whether a request may open a WebSocket, before the upgrade: afterwards no HTTP status can
 * be sent. Does not block on the store. Thread-safe because its parts are.
 */
public final class UpgradeHandler extends Handler.Wrapper {
  private final ConnectionRegistry connections;
  private final Accounts accounts;
  private final OriginAllowList origins;
  private final Consumer<Throwable> failures;

  /**
   * @param next upgrades the accepted requests
   * @param failures receives unexpected failures; thread-safe
   */
  public UpgradeHandler(
      ConnectionRegistry connections,
      Accounts accounts,
      OriginAllowList origins,
      Consumer<Throwable> failures,
      Handler next) {
    super(next);
    this.connections = connections;
    this.accounts = accounts;
    this.origins = origins;
    this.failures = failures;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!Request.getPathInContext(request).equals(ChatEndpoint.PATH)) {
      return false;
    }
    Optional<SanitizedUpgradeRequest.Flaw> flaw = SanitizedUpgradeRequest.flawOf(request);
    if (!HttpMethod.GET.is(request.getMethod())) {
      Responses.notAllowed(response, callback, "GET");
    } else if (flaw.isPresent()) {
      reject(flaw.get(), response, callback);
    } else if (!origins.mayConnect(request)) {
      Responses.reject(
          response, callback, ErrorCode.FORBIDDEN, "Connections from this origin are not allowed.");
    } else if (connections.isClosing()) {
      Responses.reject(response, callback, ErrorCode.UNAVAILABLE, "The server is stopping.");
    } else {
      authenticate(request, response, callback);
    }
    return true;
  }

  private static void reject(
      SanitizedUpgradeRequest.Flaw flaw, Response response, Callback callback) {
    if (flaw.status() == HttpStatus.UPGRADE_REQUIRED_426) {
      response.getHeaders().put(HttpHeader.UPGRADE, "websocket");
      response.getHeaders().put(HttpHeader.SEC_WEBSOCKET_VERSION, SanitizedUpgradeRequest.VERSION);
    }
    ApiError error = ApiError.of(ErrorCode.INVALID, flaw.sentence());
    Responses.problem(response, callback, flaw.status(), error);
  }

  private void authenticate(Request request, Response response, Callback callback) {
    AddressBlock address = RemoteAddress.of(request);
    long wait = connections.limits().request(address);
    if (wait > 0) {
      Responses.reject(response, callback, ApiError.rateLimited(wait));
      return;
    }
    HttpFields headers = request.getHeaders();
    Optional<Credential> shown =
        Credential.of(
            headers.getValuesList(HttpHeader.AUTHORIZATION),
            headers.getValuesList(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL),
            SessionCookie.shownBy(request));
    if (connections.limits().connections().isReached(address, shown.isPresent())) {
      // Upgraded and then closed with a code, because pages can read that but no HTTP status.
      admit(UpgradeContext.oneTooMany(address), request, response, callback);
      return;
    }
    long guestWait = shown.isPresent() ? 0 : connections.limits().guest(address);
    if (guestWait > 0) {
      Responses.reject(response, callback, ApiError.rateLimited(guestWait));
      return;
    }
    CompletableFuture<UpgradeContext> found =
        shown.isPresent() ? known(shown.get(), address) : guest(address, headers);
    // A store completes on its own thread, which must not handle requests.
    Executor executor = found.isDone() ? Runnable::run : request.getContext();
    CompletionStage<UpgradeContext> stage = found;
    stage.whenCompleteAsync(
        (context, failure) -> {
          if (failure != null) {
            fail(failure, response, callback);
          } else if (context.identity().isEmpty() && isBearer(shown)) {
            Responses.reject(
                response,
                callback,
                ErrorCode.UNAUTHORIZED,
                "This session is unknown or has ended.");
          } else {
            admit(context, request, response, callback);
          }
        },
        executor);
  }

  private CompletableFuture<UpgradeContext> known(Credential shown, AddressBlock address) {
    return accounts
        .identify(shown.token())
        .thenApply(identity -> new UpgradeContext(address, identity, Optional.empty()))
        .toCompletableFuture();
  }

  private CompletableFuture<UpgradeContext> guest(AddressBlock address, HttpFields headers) {
    String agent = headers.get(HttpHeader.USER_AGENT);
    return accounts
        .welcomeGuest(agent == null ? "" : agent)
        .thenApply(
            guest -> {
              TokenHash session = TokenHash.of(guest.session());
              return new UpgradeContext(
                  address,
                  Optional.of(new Identity(guest.user(), session, Right.USUAL)),
                  Optional.of(guest.session()));
            })
        .toCompletableFuture();
  }

  private static boolean isBearer(Optional<Credential> shown) {
    return shown.isPresent() && shown.get().source() == Credential.Source.BEARER;
  }

  private void admit(
      UpgradeContext context, Request request, Response response, Callback callback) {
    Request upgrade = new SanitizedUpgradeRequest(request);
    context.attachTo(upgrade);
    try {
      if (!super.handle(upgrade, response, callback)) {
        Responses.reject(response, callback, ErrorCode.NOT_FOUND, "Not found.");
      }
    } catch (Exception e) {
      callback.failed(e);
    }
  }

  private void fail(Throwable failure, Response response, Callback callback) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof StoreException) {
      failures.accept(cause);
      Responses.reject(
          response,
          callback,
          ErrorCode.UNAVAILABLE,
          "The store does not respond. Try again later.");
    } else {
      failures.accept(cause);
      callback.failed(cause);
    }
  }
}
