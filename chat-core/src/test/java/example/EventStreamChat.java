package example;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.core.Chat;
import chat.core.command.Outcome;
import chat.core.command.message.PostMessage;
import chat.core.command.room.JoinRoom;
import chat.core.event.Encoder;
import chat.core.model.RoomId;
import chat.core.model.User;
import chat.core.model.UserId;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** A chat in the JDK's own HTTP server: GET /name streams the room, POST /name posts to it. */
public final class EventStreamChat {
  private static final RoomId ROOM = RoomId.of("general");
  private static final Encoder<byte[]> SSE = events -> ("data: " + events + "\n\n").getBytes(UTF_8);
  private final Chat chat = Chat.builder().build();

  public HttpServer start(int port) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(task -> new Thread(task).start());
    server.createContext("/", this::serve);
    server.start();
    return server;
  }

  private void serve(HttpExchange http) throws IOException {
    String name = http.getRequestURI().getPath().substring(1);
    User user = new User(UserId.of(name), name, User.Kind.GUEST);
    var out = new LinkedBlockingQueue<byte[]>();
    try (http;
        var connection = chat.connect(user, batch -> out.add(batch.as(SSE)))) {
      var joined = new CompletableFuture<Outcome<?>>();
      connection.execute(new JoinRoom(ROOM), joined::complete);
      if (http.getRequestMethod().equals("POST")) {
        String text = new String(http.getRequestBody().readAllBytes(), UTF_8);
        var sent = new CompletableFuture<Outcome<?>>();
        connection.execute(new PostMessage(ROOM, text, "" + UUID.randomUUID()), sent::complete);
        http.sendResponseHeaders(sent.join() instanceof Outcome.Accepted ? 204 : 400, -1);
        return;
      }
      http.sendResponseHeaders(joined.join() instanceof Outcome.Accepted ? 200 : 409, 0);
      for (byte[] next = {'\n'}; ; next = out.take()) {
        http.getResponseBody().write(next);
        http.getResponseBody().flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
