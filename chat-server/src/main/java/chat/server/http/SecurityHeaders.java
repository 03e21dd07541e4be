package chat.server.http;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/** Adds the security headers to every response. Immutable. */
public final class SecurityHeaders implements HttpConfiguration.Customizer {
  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          // Pictures that the user is about to send, and their placeholders.
          "img-src 'self' blob: data:",
          "media-src 'self'",
          "connect-src 'self'",
          "manifest-src 'self'",
          "worker-src 'self'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'",
          "require-trusted-types-for 'script'",
          // The policy of the page for the URLs of its workers, which are constants.
          "trusted-types service-worker");

  /**
   * The part of the policy that applies to workers, whose policy is that of their script: of the
   * page's files none but documents load, embed or submit anything else.
   */
  private static final HttpField PART_POLICY =
      new PreEncodedHttpField(
          "Content-Security-Policy",
          Stream.of(POLICY.split("; "))
              .filter(
                  directive ->
                      Stream.of("default-src", "script-src", "connect-src", "require-", "trusted-")
                          .anyMatch(directive::startsWith))
              .collect(Collectors.joining("; ")));

  /** The page needs no feature of the device. */
  private static final String FEATURES =
      Stream.of(
              "accelerometer",
              "camera",
              "display-capture",
              "geolocation",
              "gyroscope",
              "magnetometer",
              "microphone",
              "midi",
              "payment",
              "publickey-credentials-get",
              "screen-wake-lock",
              "serial",
              "usb",
              "xr-spatial-tracking")
          .map(feature -> feature + "=()")
          .collect(Collectors.joining(", "));

  /** A year. Without includeSubDomains: other hosts of the domain are not this server's concern. */
  private static final HttpField ONLY_TLS =
      new PreEncodedHttpField("Strict-Transport-Security", "max-age=31536000");

  private static final HttpField ALONE =
      new PreEncodedHttpField("Cross-Origin-Opener-Policy", "same-origin");
  private static final HttpField NO_FEATURES =
      new PreEncodedHttpField("Permissions-Policy", FEATURES);
  private static final List<HttpField> FIELDS =
      List.of(
          new PreEncodedHttpField("Content-Security-Policy", POLICY),
          new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
          new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
          ALONE,
          new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"),
          NO_FEATURES);

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    putInto(responseHeaders, request.isSecure());
    return request;
  }

  /**
   * Adds the headers to an error response, which Jetty resets or which has not passed through
   * {@link #customize}.
   *
   * @param secure whether the request came over TLS
   */
  static void putInto(HttpFields.Mutable responseHeaders, boolean secure) {
    FIELDS.forEach(responseHeaders::put);
    if (secure) {
      responseHeaders.put(ONLY_TLS);
    }
  }

  /**
   * Removes the headers that apply to documents only, for a file that is part of one, and such
   * directives of the policy. They would be most of the bytes sent with each of the page's many
   * small files.
   */
  public static void spareFile(HttpFields.Mutable responseHeaders) {
    responseHeaders.remove(ALONE.getName());
    responseHeaders.remove(NO_FEATURES.getName());
    responseHeaders.put(PART_POLICY);
  }
}
