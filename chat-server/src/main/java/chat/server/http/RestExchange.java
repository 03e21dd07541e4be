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
 * One REST request on its way to its one answer. Confined to the thread that works on the request,
 * which may change from step to step.
 */
public final class RestExchange {
  /** A text of the longest kind, escaped, fits; more is nobody's message. */
  static final int MAX_BODY_BYTES = 65_536;

  public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  /** What the bodies of all requests share. */
  private static final FairShare BODIES =
      new FairShare(HeapShare.REQUEST_BODIES.bytes(), BodyReader.BYTES_IN_ANY_CASE);

  private final Request request;
  private final Response response;
  private final Callback callback;
  private Map<String, String> variables = Map.of();
  private byte[] body = {};
  private ApiException bodyFault; // null when the body can be read

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

  /** Where the request comes from. */
  public AddressBlock address() {
    return RemoteAddress.of(request);
  }

  /** Query parameters. */
  public QueryParams query() {
    return new QueryParams(Request.extractQueryParameters(request));
  }

  /** What the request shows to be recognised by. */
  Optional<Credential> credential() {
    HttpFields headers = request.getHeaders();
    return Credential.of(
        headers.getValuesList(HttpHeader.AUTHORIZATION), List.of(), SessionCookie.shownBy(request));
  }

  /** Whether the session is shown by a cookie, as browsers do. */
  public boolean isByCookie() {
    return credential().filter(shown -> shown.source() == Credential.Source.COOKIE).isPresent();
  }

  /** Whether the client has a body to send. */
  boolean hasBody() {
    return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  /** What the client calls itself; empty when it does not say. */
  public String agent() {
    String agent = request.getHeaders().get(HttpHeader.USER_AGENT);
    return agent == null ? "" : agent;
  }

  /**
   * Receives the whole body, before anything is decided about the request: a client may hold its
   * end back for as long as {@link BodyReader} waits. What is wrong with the body is kept and
   * refused by {@link #body}.
   *
   * @return completes when nothing more is to be waited for; fails when the client goes or is late
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
              return failure instanceof ApiException refused
                  ? received(refused)
                  : CompletableFuture.<Void>failedFuture(failure);
            })
        .thenCompose(stage -> stage);
  }

  /**
   * Hands the body to {@code sink} as it comes; nothing of it is read before this is called, and a
   * client that asks first ({@code Expect: 100-continue}) is told only now to send it. For routes
   * of {@link Router#streamed}.
   *
   * @return as that of {@link BodyStream#read}
   * @throws ApiException if the client says that the body is longer than {@code maxBytes}
   */
  CompletionStage<Long> stream(long maxBytes, BodyStream.Sink sink) {
    if (request.getLength() > maxBytes) {
      throw BodyReader.tooLong(maxBytes);
    }
    Scheduler scheduler = request.getComponents().getScheduler();
    return BodyStream.read(request, maxBytes, sink, scheduler, System::nanoTime);
  }

  private CompletionStage<Void> received(ApiException fault) {
    bodyFault = fault;
    return CompletableFuture.completedFuture(null);
  }

  /**
   * What {@code reading} makes of the body, which {@link #receive} has received.
   *
   * @throws ApiException if it is none such
   */
  public <T> T body(Function<byte[], Body<T>> reading) {
    Body<T> read = reading.apply(body());
    if (read instanceof Body.Read<T> good) {
      return good.value();
    }
    throw new ApiException(((Body.Bad<T>) read).error());
  }

  /**
   * The body, whole, which {@link #receive} has received.
   *
   * @throws ApiException if it is too long or not JSON
   */
  public byte[] body() {
    if (bodyFault != null) {
      throw bodyFault;
    }
    return body;
  }

  /**
   * The key of a command that makes an event: the member {@code client_id} of the body, or the
   * header {@code Idempotency-Key} of visible ASCII characters.
   *
   * @throws ApiException if there is none, or they are different
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

  /** Hands the session over to a browser, which gives it to no script. */
  public void setSession(String token) {
    response.getHeaders().add(HttpHeader.SET_COOKIE, SessionCookie.of(token, request));
  }

  /** Makes a browser forget its session. */
  public void forgetSession() {
    response.getHeaders().add(HttpHeader.SET_COOKIE, SessionCookie.ended(request));
  }

  public void answer(int status, byte[] json) {
    Responses.json(response, callback, status, json);
  }

  /** Answers that it is done, and nothing else. */
  public void done() {
    Responses.done(response, callback);
  }

  public void refuse(ApiError error) {
    Responses.refuse(response, callback, error);
  }

  void notAllowed(String allowed) {
    Responses.notAllowed(response, callback, allowed);
  }

  /** Ends without an answer of its own. */
  public void fail(Throwable failure) {
    callback.failed(failure);
  }
}
