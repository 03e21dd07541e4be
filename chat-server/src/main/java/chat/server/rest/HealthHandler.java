package chat.server.rest;

import chat.server.http.Responses;
import chat.server.http.SimplePage;
import chat.server.wire.RestJson;
import chat.server.wire.ServerInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The health check, at {@code /healthz}, and at {@code /} for clients that prefer JSON to the page.
 * Thread-safe if its supplier is.
 */
public final class HealthHandler extends Handler.Abstract.NonBlocking {
  /** The path of the health check, which is served under every host name. */
  public static final String PATH = "/healthz";

  /**
   * The health of the server.
   *
   * @param status {@code ok}, {@code stuck} or {@code stopping}
   * @param thread the name of the stuck thread
   */
  public record Health(String status, Optional<String> thread) {
    /** The server works. */
    public static final Health OK = new Health("ok", Optional.empty());

    /** A thread does not finish its task, and all work that depends on it is blocked. */
    public static Health stuck(String thread) {
      return new Health("stuck", Optional.of(thread));
    }

    /** The server completes its pending work. */
    public static Health stopping() {
      return new Health("stopping", Optional.empty());
    }

    private int httpStatus() {
      return status.equals(OK.status) ? 200 : 503;
    }
  }

  private static final RestJson REST = new RestJson();

  private final Supplier<Health> health;
  private final ServerInfo server;
  private final Clock clock;
  private final Instant started;

  /**
   * @param health supplies the current health; must not block
   */
  public HealthHandler(Supplier<Health> health, ServerInfo server, Clock clock) {
    this.health = health;
    this.server = server;
    this.clock = clock;
    this.started = clock.instant();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    boolean root = path.equals("/");
    if (!root && !path.equals(PATH)) {
      return false;
    }
    boolean read = SimplePage.isRead(request);
    if (root) {
      response.getHeaders().add(HttpHeader.VARY, "Accept");
      if (!read || !prefersJson(request)) {
        return false;
      }
    }
    if (read) {
      Health now = health.get();
      Instant at = clock.instant();
      Duration uptime = Duration.between(started, at);
      byte[] body = REST.health(now.status(), now.thread(), server, at, uptime);
      Responses.json(response, callback, now.httpStatus(), body);
    } else {
      Responses.notAllowed(response, callback, SimplePage.READS);
    }
    return true;
  }

  /** Whether JSON is preferred to every kind of page; {@code * / *} gets the page. */
  private static boolean prefersJson(Request request) {
    List<String> accepted = request.getHeaders().getQualityCSV(HttpHeader.ACCEPT);
    return accepted.stream()
        .filter(
            type ->
                type.equals(Responses.JSON) || type.startsWith("text/") || type.startsWith("*/"))
        .findFirst()
        .filter(Responses.JSON::equals)
        .isPresent();
  }
}
