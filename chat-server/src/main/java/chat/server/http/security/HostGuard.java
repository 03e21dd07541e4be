package chat.server.http.security;

import chat.server.http.Authority;
import chat.server.http.ForwardedHeaders;
import chat.server.http.Responses;
import chat.server.http.SimplePage;
import chat.server.wire.error.ApiError;
import chat.server.wire.error.ErrorCode;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Rejects requests for host names that are not admitted with 421 (RFC 9110 15.5.20), and says which
 * setting admits them. Requests of a trusted proxy are not checked, because that is up to the
 * proxy, nor are health checks, which use no name. Immutable.
 */
public final class HostGuard extends Handler.Wrapper {
  /** A name that is safe to repeat in a page and can be copied into a setting. */
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}");

  private final AdmittedHosts hosts;
  private final String openPath;

  /**
   * Guards {@code handler}.
   *
   * @param openPath a path that is served under every host name
   */
  public HostGuard(AdmittedHosts hosts, String openPath, Handler handler) {
    super(handler);
    this.hosts = hosts;
    this.openPath = openPath;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String host = request.getHeaders().get(HttpHeader.HOST);
    if (host == null
        || ForwardedHeaders.isForwarded(request)
        || Request.getPathInContext(request).equals(openPath)
        || admits(host)) {
      return super.handle(request, response, callback);
    }
    reject(nameIn(host), request, response, callback);
    return true;
  }

  private boolean admits(String host) {
    return Authority.parse(host).filter(named -> hosts.admits(named.host())).isPresent();
  }

  /** The name to list in the setting; an example if the client sent no valid one. */
  private static String nameIn(String host) {
    return Authority.parse(host)
        .map(Authority::host)
        .filter(name -> PLAIN_NAME.matcher(name).matches())
        .orElse("chat.example.com");
  }

  private static void reject(String name, Request request, Response response, Callback callback) {
    String sentence =
        "This server is not configured for this host name. Its operator can allow it with the"
            + " setting PUBLIC_HOSTS="
            + name
            + ".";
    if (SimplePage.isAskedFor(request)) {
      response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
      SimplePage.send(
          response, callback, HttpStatus.MISDIRECTED_REQUEST_421, "Wrong host name", sentence);
    } else {
      Responses.problem(
          response,
          callback,
          HttpStatus.MISDIRECTED_REQUEST_421,
          ApiError.of(ErrorCode.FORBIDDEN, sentence));
    }
  }
}
