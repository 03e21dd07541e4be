package chat.server.http;

import chat.server.wire.ErrorCode;
import chat.server.wire.WireError;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Turns away whoever comes when all places are taken, and serves those who were there before.
 * Thread-safe by the count it asks.
 */
public final class ConnectionLimit extends Handler.Wrapper {
  /** Clients come back at random within half a minute; this is for those who ask. */
  private static final Duration RETRY = Duration.ofSeconds(30);

  private final int most;
  private final IntSupplier open;

  /**
   * @param most how many connections there may be, those of WebSockets included
   * @param open how many there are, with the one that a request comes by; must not block
   * @param handler serves whoever has a place
   */
  public ConnectionLimit(int most, IntSupplier open, Handler handler) {
    super(handler);
    this.most = most;
    this.open = open;
  }

  /** How many connections are let in to be told that there is no place. */
  public static int withRoomToRefuse(int most) {
    return most + Math.max(64, most / 16);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    boolean first = request.getConnectionMetaData().getConnection().getMessagesIn() <= 1;
    if (first && open.getAsInt() > most) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      Answer.refuse(
          response,
          callback,
          new WireError(
              ErrorCode.BUSY.code(),
              Optional.empty(),
              "The server has no place for another connection.",
              OptionalLong.of(RETRY.toMillis())));
      return true;
    }
    return super.handle(request, response, callback);
  }
}
