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
 * A request to upgrade as Jetty shall see it: without extensions, which are never used
 * (permessage-deflate would cost 125 KB per connection), and without the secret of a session among
 * its subprotocols. Immutable as the request is.
 */
final class SanitizedUpgradeRequest extends Request.Wrapper {
  static final String VERSION = "13";

  /** 16 bytes in Base64: what else is called a key makes Jetty throw. */
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
   * What keeps {@code request} from being a handshake as RFC 6455 wants it.
   *
   * @return empty when it is one
   */
  static Optional<Flaw> flawOf(Request request) {
    HttpFields headers = request.getHeaders();
    List<String> versions = headers.getValuesList(HttpHeader.SEC_WEBSOCKET_VERSION);
    List<String> keys = headers.getValuesList(HttpHeader.SEC_WEBSOCKET_KEY);
    Flaw flaw = null;
    // In HTTP/1.0 nobody can ask for an upgrade: the field is to be ignored.
    if (request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_1
        || !headers.contains(HttpHeader.UPGRADE, "websocket")
        || !headers.contains(HttpHeader.CONNECTION, "upgrade")) {
      flaw = new Flaw(HttpStatus.UPGRADE_REQUIRED_426, "This is for WebSockets.");
    } else if (!versions.equals(List.of(VERSION))) {
      flaw = new Flaw(HttpStatus.UPGRADE_REQUIRED_426, "This speaks version 13 of WebSocket.");
    } else if (keys.size() != 1 || !KEY.matcher(keys.get(0)).matches()) {
      flaw = new Flaw(HttpStatus.BAD_REQUEST_400, "Sec-WebSocket-Key must be 16 bytes in Base64.");
    } else if (request.getLength() > 0 || headers.contains(HttpHeader.TRANSFER_ENCODING)) {
      // What is a body to one reader would be frames to another.
      flaw = new Flaw(HttpStatus.BAD_REQUEST_400, "A handshake has no body.");
    }
    return Optional.ofNullable(flaw);
  }

  /**
   * Why no WebSocket can be opened.
   *
   * @param status what HTTP calls it
   * @param sentence for whoever writes the client
   */
  record Flaw(int status, String sentence) {}

  @Override
  public HttpFields getHeaders() {
    return headers;
  }
}
