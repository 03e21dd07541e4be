package chat.server;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import chat.core.port.Patience;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client's end of a WebSocket: what came in waits to be looked at, in order. */
public final class TestSocket implements AutoCloseable {

  private final Inbox inbox = new Inbox();
  private WebSocket socket;

  public static TestSocket open(
      HttpClient client, URI uri, List<String> subprotocols, String... headers) throws Exception {
    TestSocket opened = new TestSocket();
    WebSocket.Builder builder = client.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    if (!subprotocols.isEmpty()) {
      builder.subprotocols(
          subprotocols.get(0), subprotocols.stream().skip(1).toArray(String[]::new));
    }
    try {
      opened.socket = builder.buildAsync(uri, opened.inbox).get(Patience.SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
    return opened;
  }

  public String subprotocol() {
    return socket.getSubprotocol();
  }

  public void send(String text) throws Exception {
    socket.sendText(text, true).get(Patience.SECONDS, TimeUnit.SECONDS);
  }

  public void sendBytes(byte[] bytes) throws Exception {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).get(Patience.SECONDS, TimeUnit.SECONDS);
  }

  /** The next frame. */
  public JsonObject next() throws InterruptedException {
    String text = inbox.frames.poll(Patience.SECONDS, TimeUnit.SECONDS);
    assertNotNull(text, "no frame came");
    return JsonParser.parseString(text).getAsJsonObject();
  }

  /** The next frame of this type; others before it are dropped. */
  public JsonObject next(String type) throws InterruptedException {
    while (true) {
      JsonObject frame = next();
      if (frame.get("type").getAsString().equals(type)) {
        return frame;
      }
    }
  }

  /** All frames that came and were not looked at. */
  public List<JsonObject> rest() {
    List<String> texts = new ArrayList<>();
    inbox.frames.drainTo(texts);
    return texts.stream().map(text -> JsonParser.parseString(text).getAsJsonObject()).toList();
  }

  /** The code with which the server closed, or -1 when the connection was cut. */
  public int closeCode() throws Exception {
    return inbox.closed.get(Patience.SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    socket.abort();
  }

  /** Filled by the client's threads. */
  private static final class Inbox implements WebSocket.Listener {
    final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        frames.add(partial.toString());
        partial.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      closed.complete(-1);
    }
  }
}
