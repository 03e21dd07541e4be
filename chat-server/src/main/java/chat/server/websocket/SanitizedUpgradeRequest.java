package chat.server.websocket;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;

/**
 * An upgrade request as passed to Jetty: without extensions, which are never used
 * (permessage-deflate would cost 125 KB per connection), and without the session's secret among its
 * subprotocols. Immutable as the request is.
 */
final class SanitizedUpgradeRequest extends Request.Wrapper {
  static final String VERSION = "13";

  /** 16 bytes in Base64: Jetty throws at any other key. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

  private final HttpFields headers;

  SanitizedUpgradeRequest(Request request) {
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

  /**
   * The reason why {@code request} is not a valid handshake of RFC 6455.
   *
   * @return empty when it is valid
   */
  static Optional<Flaw> flawOf(Request request) {
    HttpFields headers = request.getHeaders();
    List<String> versions = headers.getValuesList(HttpHeader.SEC_WEBSOCKET_VERSION);
    List<String> keys = headers.getValuesList(HttpHeader.SEC_WEBSOCKET_KEY);
    Flaw flaw = null;
    // RFC 9110 7.8: the field Upgrade has to be ignored in HTTP/1.0.
    if (request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_1
        || !headers.contains(HttpHeader.UPGRADE, "websocket")
        || !headers.contains(HttpHeader.CONNECTION, "upgrade")) {
      flaw =
          new Flaw(HttpStatus.UPGRADE_REQUIRED_426, "This resource requires a WebSocket upgrade.");
    } else if (!versions.equals(List.of(VERSION))) {
      flaw = new Flaw(HttpStatus.UPGRADE_REQUIRED_426, "Sec-WebSocket-Version must be 13.");
    } else if (keys.size() != 1 || !KEY.matcher(keys.get(0)).matches()) {
      flaw = new Flaw(HttpStatus.BAD_REQUEST_400, "Sec-WebSocket-Key must be 16 bytes in Base64.");
    } else if (request.getLength() > 0 || headers.contains(HttpHeader.TRANSFER_ENCODING)) {
      // A proxy could treat bytes as a body that this server would treat as frames.
      flaw = new Flaw(HttpStatus.BAD_REQUEST_400, "A WebSocket handshake must not have a body.");
    }
    return Optional.ofNullable(flaw);
  }

  /**
   * Why no WebSocket can be opened.
   *
   * @param status the HTTP status
   * @param sentence the message for developers of clients
   */
  record Flaw(int status, String sentence) {}

  @Override
  public HttpFields getHeaders() {
    return headers;
  }
}
