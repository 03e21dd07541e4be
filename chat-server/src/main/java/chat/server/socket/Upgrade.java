package chat.server.socket;

import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;

/**
 * A request to upgrade as Jetty shall see it: without extensions, which are never used
 * (permessage-deflate would cost 125 KB per connection), and without the secret of a session among
 * its subprotocols. Immutable as the request is.
 */
final class Upgrade extends Request.Wrapper {
  static final String VERSION = "13";

  /** 16 bytes in Base64: what else is called a key makes Jetty throw. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

  private final HttpFields headers;

  Upgrade(Request request) {
    super(request);
    HttpFields.Mutable fields =
        HttpFields.build(request.getHeaders()).remove(HttpHeader.SEC_WEBSOCKET_EXTENSIONS);
    fields.remove(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL);
    boolean offered =
        request.getHeaders().getCSV(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL, false).stream()
            .anyMatch(ChatEndpoint.SUBPROTOCOL::equals);
    if (offered) {
      fields.put(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL, ChatEndpoint.SUBPROTOCOL);
    }
    headers = fields.asImmutable();
  }

  /** Whether {@code request} asks for a WebSocket, in the way that RFC 6455 wants it. */
  static boolean isWanted(Request request) {
    HttpFields headers = request.getHeaders();
    String key = headers.get(HttpHeader.SEC_WEBSOCKET_KEY);
    return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1
        && headers.contains(HttpHeader.UPGRADE, "websocket")
        && headers.contains(HttpHeader.CONNECTION, "upgrade")
        && VERSION.equals(headers.get(HttpHeader.SEC_WEBSOCKET_VERSION))
        && key != null
        && KEY.matcher(key).matches();
  }

  @Override
  public HttpFields getHeaders() {
    return headers;
  }
}
