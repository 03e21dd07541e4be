package chat.server.http;

import chat.server.account.service.Credential;
import chat.server.bound.HeapShare;
import chat.server.limit.AddressBlock;
import chat.server.limit.FairShare;
import chat.server.wire.Body;
import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A REST request and its response. Confined to the thread that handles the request, which may
 * change from step to step.
 */
public final class RestExchange {
  /** Enough for a message of the maximum length with every character escaped. */
  static final int MAX_BODY_BYTES = 65_536;

  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private static final byte[] EMPTY_OBJECT = {'{', '}'};

  /** The memory that the bodies of all requests share. */
  private static final FairShare BODIES =
      new FairShare(HeapShare.REQUEST_BODIES.bytes(), BodyReader.BYTES_IN_ANY_CASE);

  private final Request request;
  private final Response response;
  private final Callback callback;
  private Map<String, String> variables = Map.of();
  private byte[] body = {};
  private ApiException bodyError; // null when the body was received

  public RestExchange(Request request, Response response, Callback callback) {
    this.request = request;
    this.response = response;
    this.callback = callback;
  }

  String method() {
    return request.getMethod();
  }

  /** Sets the values of the path's variables, by name. */
  void setVariables(Map<String, String> values) {
    variables = values;
  }

  /**
   * The value of a variable of the route's template, percent-decoded. May be empty.
   *
   * @throws IllegalArgumentException if the template has no such variable
   */
  public String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no variable " + name);
    }
    return value;
  }

  /** The client's address. */
  public AddressBlock address() {
    return RemoteAddress.of(request);
  }

  /** Query parameters. */
  public QueryParams query() {
    return new QueryParams(Request.extractQueryParameters(request));
  }

  /** The request's credential: a Bearer token or a cookie. */
  Optional<Credential> credential() {
    HttpFields headers = request.getHeaders();
    return Credential.of(
        headers.getValuesList(HttpHeader.AUTHORIZATION), List.of(), SessionCookie.shownBy(request));
  }

  /** Whether the credential is a cookie, as browsers send it. */
  public boolean isByCookie() {
    return credential().filter(shown -> shown.source() == Credential.Source.COOKIE).isPresent();
  }

  /** Whether the client has a body to send. */
  boolean hasBody() {
    return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  /** The header {@code User-Agent}; empty when there is none. */
  public String agent() {
    String agent = request.getHeaders().get(HttpHeader.USER_AGENT);
    return agent == null ? "" : agent;
  }

  /**
   * Receives the whole body before the request is handled: a client may delay the end of the body
   * for as long as {@link BodyReader} waits. An error of the body is thrown later, by {@link
   * #body}.
   *
   * @return completes when the body is received or rejected; fails when the client disconnects or
   *     is too slow
   */
  CompletionStage<Void> receive() {
    HttpField type = request.getHeaders().getField(HttpHeader.CONTENT_TYPE);
    if (type == null || !isJson(type.getValue())) {
      return received(
          new ApiException(ErrorCode.BAD_FRAME, "The body must be of the type application/json."));
    }
    if (request.getLength() > MAX_BODY_BYTES) {
      return received(BodyReader.tooLong(MAX_BODY_BYTES));
    }
    return BodyReader.read(
            request, MAX_BODY_BYTES, BODIES, address(), request.getComponents().getScheduler())
        .handle(
            (bytes, failure) -> {
              if (failure == null) {
                body = bytes;
                return received(null);
              }
              return failure instanceof ApiException rejected
                  ? received(rejected)
                  : CompletableFuture.<Void>failedFuture(failure);
            })
        .thenCompose(stage -> stage);
  }

  /**
   * Passes the body to {@code sink} as it arrives. None of it is read before this is called, and a
   * client with {@code Expect: 100-continue} is told only now to send it. For routes of {@link
   * Router#streamed}.
   *
   * @return as {@link BodyStream#read}
   * @throws ApiException if the {@code Content-Length} is greater than {@code maxBytes}
   */
  public CompletionStage<Long> stream(long maxBytes, BodyStream.Sink sink) {
    if (request.getLength() > maxBytes) {
      throw BodyReader.tooLong(maxBytes);
    }
    Scheduler scheduler = request.getComponents().getScheduler();
    return BodyStream.read(request, maxBytes, sink, scheduler, System::nanoTime);
  }

  private CompletionStage<Void> received(ApiException error) {
    bodyError = error;
    return CompletableFuture.completedFuture(null);
  }

  /**
   * The parsed body, which {@link #receive} has received.
   *
   * @throws ApiException if {@code parser} rejects it
   */
  public <T> T body(Function<byte[], Body<T>> parser) {
    return parse(body(), parser);
  }

  private static <T> T parse(byte[] json, Function<byte[], Body<T>> parser) {
    Body<T> read = parser.apply(json);
    if (read instanceof Body.Read<T> good) {
      return good.value();
    }
    throw new ApiException(((Body.Bad<T>) read).error());
  }

  /** The same for a request that may have no body, which is then parsed as an empty object. */
  public <T> T optionalBody(Function<byte[], Body<T>> parser) {
    return hasBody() ? body(parser) : parse(EMPTY_OBJECT, parser);
  }

  /**
   * The whole body, which {@link #receive} has received.
   *
   * @throws ApiException if it is too long or not JSON
   */
  public byte[] body() {
    if (bodyError != null) {
      throw bodyError;
    }
    return body;
  }

  /**
   * The idempotency key of a command that appends an event: the member {@code client_id} of the
   * body, or the header {@code Idempotency-Key}, in visible ASCII characters.
   *
   * @throws ApiException if there is none, or the two differ
   */
  public String clientId(Optional<String> inBody) {
    List<String> inHeader = request.getHeaders().getValuesList(IDEMPOTENCY_KEY);
    if (inHeader.isEmpty()) {
      return inBody.orElseThrow(() -> badKey("The field client_id is missing."));
    }
    String key = inHeader.get(0);
    if (inHeader.size() > 1) {
      throw badKey("The header Idempotency-Key is specified more than once.");
    }
    if (key.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw badKey("The header Idempotency-Key may have visible ASCII characters only.");
    }
    if (inBody.isPresent() && !inBody.get().equals(key)) {
      throw badKey("The field client_id differs from the header Idempotency-Key.");
    }
    return key;
  }

  private static ApiException badKey(String sentence) {
    return new ApiException(ApiError.of(ErrorCode.INVALID, "client_id", sentence));
  }

  private static boolean isJson(String contentType) {
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.equals(Responses.JSON);
  }

  /** Sets the session cookie, which scripts cannot read. */
  public void setSession(String token) {
    response.getHeaders().add(HttpHeader.SET_COOKIE, SessionCookie.of(token, request));
  }

  /** Deletes the session cookie. */
  public void forgetSession() {
    response.getHeaders().add(HttpHeader.SET_COOKIE, SessionCookie.ended(request));
  }

  /** Sends JSON. */
  public void answer(int status, byte[] json) {
    Responses.json(response, callback, status, json);
  }

  /** Sends 204 without a body. */
  public void done() {
    Responses.done(response, callback);
  }

  /** Sends a problem. */
  public void reject(ApiError error) {
    Responses.reject(response, callback, error);
  }

  /** Sends a problem with a status that is not that of its code. */
  public void reject(int status, ApiError error) {
    Responses.problem(response, callback, status, error);
  }

  /** A header of the request; empty when it is missing. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  /** Sets a header of the response. */
  public void setHeader(String name, String value) {
    response.getHeaders().put(name, value);
  }

  /** Sends a status without a body. */
  public void empty(int status) {
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    Responses.empty(response, callback, status);
  }

  /** The result of an action that has sent its response. */
  public CompletionStage<?> answered() {
    return CompletableFuture.completedFuture(null);
  }

  public void notAllowed(String allowed) {
    Responses.notAllowed(response, callback, allowed);
  }

  /** Fails the request; {@link ErrorPages} sends the response. */
  public void fail(Throwable failure) {
    callback.failed(failure);
  }
}
