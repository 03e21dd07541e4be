package chat.server.http;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/** Says on every response what browsers must not do with it. Immutable. */
public final class SecurityHeaders implements HttpConfiguration.Customizer {
  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self' data:",
          "connect-src 'self' ws: wss:",
          "manifest-src 'self'",
          "font-src 'self'",
          "worker-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'",
          "require-trusted-types-for 'script'");

  private static final List<HttpField> FIELDS =
      List.of(
          new PreEncodedHttpField("Content-Security-Policy", POLICY),
          new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
          new PreEncodedHttpField("Referrer-Policy", "no-referrer"));

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    putInto(responseHeaders);
    return request;
  }

  /** For responses that begin anew, or never came by the customizer: errors. */
  static void putInto(HttpFields.Mutable responseHeaders) {
    FIELDS.forEach(responseHeaders::put);
  }
}
