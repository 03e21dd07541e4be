package chat.server;

import static org.junit.jupiter.api.Assertions.fail;

import chat.core.port.Patience;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A WebSocket client that follows the protocol. Received frames are queued in order until they are
 * read, also after the connection has ended. For invalid frames see {@link RawConnection}. Confined
 * to one thread, except for receiving.
 */
public final class TestWebSocket implements AutoCloseable {
  /** Marks the end of the frames. */
  private static final String END = "";

  private final Inbox inbox = new Inbox();
  private final WebSocket socket;

  private TestWebSocket(HttpClient client, URI uri, List<String> subprotocols, String... headers)
      throws IOException {
    WebSocket.Builder builder = client.newWebSocketBuilder().connectTimeout(Patience.DURATION);
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    if (!subprotocols.isEmpty()) {
      builder.subprotocols(
          subprotocols.get(0), subprotocols.stream().skip(1).toArray(String[]::new));
    }
    this.socket = await(builder.buildAsync(uri, inbox));
  }

  /**
   * Connects.
   *
   * @param headers by name and value
   * @throws IOException if it cannot, or the server rejects the handshake
   */
  public static TestWebSocket open(
      HttpClient client, URI uri, List<String> subprotocols, String... headers) throws IOException {
    return new TestWebSocket(client, uri, subprotocols, headers);
  }

  /** Connects with a session; as a new guest when it is empty. */
  public static TestWebSocket open(HttpClient client, URI uri, String session) throws IOException {
    return session.isEmpty()
        ? open(client, uri, List.of())
        : open(client, uri, List.of(), "Authorization", "Bearer " + session);
  }

  public String subprotocol() {
    return socket.getSubprotocol();
  }

  /**
   * Sends a frame.
   *
   * @throws IOException if the connection has ended
   */
  public void send(String text) throws IOException {
    await(socket.sendText(text, true));
  }

  public void sendBytes(byte[] bytes) throws IOException {
    await(socket.sendBinary(ByteBuffer.wrap(bytes), true));
  }

  /**
   * The text of the next frame; empty when none comes within {@code millis}.
   *
   * @throws IOException if the connection has ended, and every frame before that was taken
   */
  public Optional<String> poll(long millis) throws IOException, InterruptedException {
    String frame = inbox.frames.poll(millis, TimeUnit.MILLISECONDS);
    if (END.equals(frame)) {
      inbox.frames.add(END);
      throw new IOException("the connection has ended: " + inbox.closed.join(), inbox.failure);
    }
    return Optional.ofNullable(frame);
  }

  /** The next frame. */
  public JsonObject next() throws IOException, InterruptedException {
    return poll(Patience.MILLIS)
        .map(TestWebSocket::parse)
        .orElseGet(() -> fail("no frame was received"));
  }

  /** The next frame of this type; others before it are dropped. */
  public JsonObject next(String type) throws IOException, InterruptedException {
    while (true) {
      JsonObject frame = next();
      if (frame.get("type").getAsString().equals(type)) {
        return frame;
      }
    }
  }

  /** All frames that were received and not read. */
  public List<JsonObject> rest() {
    List<String> texts = new ArrayList<>();
    inbox.frames.drainTo(texts);
    if (texts.remove(END)) {
      inbox.frames.add(END);
    }
    return texts.stream().map(TestWebSocket::parse).toList();
  }

  private static JsonObject parse(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }

  /** The close code of the server, or -1 when the connection was aborted. */
  public int closeCode() throws IOException {
    return await(inbox.closed);
  }

  private static <T> T await(CompletableFuture<T> future) throws IOException {
    try {
      return future.get(Patience.SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
    } catch (TimeoutException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Ends the connection without a close frame, as networks do. */
  @Override
  public void close() {
    socket.abort();
  }

  /** Filled by the client's threads. */
  private static final class Inbox implements WebSocket.Listener {
    final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private volatile Throwable failure; // why it was aborted; null when it was closed
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
      end(code);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable cause) {
      failure = cause;
      end(-1);
    }

    private void end(int code) {
      if (closed.complete(code)) {
        frames.add(END);
      }
    }
  }
}
