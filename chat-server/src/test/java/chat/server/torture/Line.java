package chat.server.torture;

import chat.core.port.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A connection that may end at any moment. Confined to one thread, but for what comes in. */
final class Line implements AutoCloseable {
  private static final String END = "";

  private final Inbox inbox = new Inbox();
  private final WebSocket socket;

  private Line(HttpClient client, URI address, String session) throws IOException {
    WebSocket.Builder builder = client.newWebSocketBuilder().connectTimeout(Patience.DURATION);
    if (!session.isEmpty()) {
      builder.header("Authorization", "Bearer " + session);
    }
    this.socket = await(builder.buildAsync(address, inbox).toCompletableFuture());
  }

  /**
   * Connects as whoever has {@code session}; as a new guest when it is empty.
   *
   * @throws IOException if it cannot
   */
  static Line open(HttpClient client, URI address, String session) throws IOException {
    return new Line(client, address, session);
  }

  /**
   * Sends a frame.
   *
   * @throws IOException if the connection has ended
   */
  void send(String frame) throws IOException {
    await(socket.sendText(frame, true));
  }

  /**
   * The next frame; empty when none came in time.
   *
   * @throws IOException if the connection has ended, and every frame before that was taken
   */
  Optional<String> next(long millis) throws IOException, InterruptedException {
    String frame = inbox.frames.poll(millis, TimeUnit.MILLISECONDS);
    if (END.equals(frame)) {
      inbox.frames.add(END);
      throw new IOException("the connection has ended");
    }
    return Optional.ofNullable(frame);
  }

  private static <T> T await(java.util.concurrent.Future<T> future) throws IOException {
    try {
      return future.get(Patience.DURATION.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Ends without a word, as networks do. */
  @Override
  public void close() {
    socket.abort();
  }

  /** Filled by the client's threads. */
  private static final class Inbox implements WebSocket.Listener {
    final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
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
      frames.add(END);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      frames.add(END);
    }
  }
}
