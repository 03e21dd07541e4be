package chat.server.http;

import chat.server.wire.RestJson;
import chat.server.wire.ServerInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Tells whether the server is well, at {@code /healthz} and to programs that ask at {@code /} where
 * people get the page. Thread-safe if what it asks is.
 */
public final class HealthHandler extends Handler.Abstract.NonBlocking {
  /** Where programs ask, under whatever host name. */
  static final String PATH = "/healthz";

  /** The status of a server that does its work. */
  public static final String OK = "ok";

  private static final RestJson REST = new RestJson();

  private final Supplier<String> status;
  private final ServerInfo server;
  private final Clock clock;
  private final Instant started;

  /**
   * @param status a word, {@link #OK} when all is well; must not block
   */
  public HealthHandler(Supplier<String> status, ServerInfo server, Clock clock) {
    this.status = status;
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
    boolean read = StaticHandler.isRead(request);
    if (root) {
      response.getHeaders().add(HttpHeader.VARY, "Accept");
      if (!read || !prefersJson(request)) {
        return false;
      }
    }
    if (read) {
      String word = status.get();
      int code = word.equals(OK) ? 200 : 503;
      Instant now = clock.instant();
      byte[] health = REST.health(word, server, now, Duration.between(started, now));
      Answer.json(response, callback, code, health);
    } else {
      Answer.notAllowed(response, callback, StaticHandler.READS);
    }
    return true;
  }

  /** Whether JSON stands before every kind of page; {@code * / *} is content with the page. */
  private static boolean prefersJson(Request request) {
    List<String> wanted = request.getHeaders().getQualityCSV(HttpHeader.ACCEPT);
    return wanted.stream()
        .filter(
            type -> type.equals(Answer.JSON) || type.startsWith("text/") || type.startsWith("*/"))
        .findFirst()
        .filter(Answer.JSON::equals)
        .isPresent();
  }
}
