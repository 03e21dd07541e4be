package chat.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Minimal HTML pages for errors that a browser displays. Stateless. */
public final class SimplePage {
  /** The safe methods, for {@code Allow}. */
  public static final String READS = "GET, HEAD";

  private static final String HTML = "text/html; charset=utf-8";

  private SimplePage() {}

  /** Whether a request has a safe method. */
  public static boolean isRead(Request request) {
    return HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
  }

  /** Whether a browser requests a page to display. */
  public static boolean isAskedFor(Request request) {
    return isRead(request)
        && request.getHeaders().getQualityCSV(HttpHeader.ACCEPT).contains("text/html");
  }

  /**
   * Sends a page with one paragraph.
   *
   * @param body HTML
   */
  public static void send(
      Response response, Callback callback, int status, String title, String body) {
    String page =
        """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>%s</title>
        <p>%s
        """
            .formatted(title, body);
    Responses.send(response, callback, status, HTML, page.getBytes(UTF_8));
  }
}
