package chat.server.browser;

import chat.core.port.Patience;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Somebody without a page, who speaks the protocol: to fill rooms. Confined to the test's thread,
 * but for what it hears, which a concurrent map hands over.
 */
final class Script implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Map<String, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
  private final WebSocket socket;
  private int asked;

  /** A guest who is in this room. */
  Script(int port, String room) {
    CompletableFuture<JsonObject> welcome = expect("welcome");
    URI address = URI.create("ws://127.0.0.1:" + port + "/ws");
    socket = await(CLIENT.newWebSocketBuilder().buildAsync(address, new Ear()));
    await(welcome);
    JsonObject join = command("join_room", room);
    join.addProperty("users", false);
    ask(join);
  }

  /** Takes another name. */
  Script named(String name) {
    JsonObject frame = command("set_username", "");
    frame.addProperty("username", name);
    ask(frame);
    return this;
  }

  /** Creates a public room, in which it is then; the id. */
  String create(String name) {
    JsonObject frame = command("create_room", "");
    frame.remove("room");
    frame.addProperty("kind", "public");
    frame.addProperty("name", name);
    return ask(frame).getAsJsonObject("room").get("id").getAsString();
  }

  /** Posts; returns when the server has it. */
  void say(String room, String text) {
    JsonObject frame = command("send_message", room);
    frame.addProperty("text", text);
    frame.addProperty("client_id", "script-" + asked);
    ask(frame);
  }

  /** Begins to type. */
  void typing(String room) {
    typing(room, true);
  }

  /** Tells the room that one is typing, or no longer. */
  void typing(String room, boolean typing) {
    JsonObject frame = command("typing", room);
    frame.addProperty("typing", typing);
    await(socket.sendText(frame.toString(), true));
  }

  private JsonObject command(String type, String room) {
    JsonObject frame = new JsonObject();
    frame.addProperty("type", type);
    frame.addProperty("room", room);
    return frame;
  }

  private JsonObject ask(JsonObject frame) {
    String id = Integer.toString(++asked);
    frame.addProperty("id", id);
    CompletableFuture<JsonObject> answer = expect(id);
    await(socket.sendText(frame.toString(), true));
    JsonObject answered = await(answer);
    if (answered.get("type").getAsString().equals("error")) {
      throw new IllegalStateException(answered.toString());
    }
    return answered;
  }

  private CompletableFuture<JsonObject> expect(String key) {
    return answers.computeIfAbsent(key, awaited -> new CompletableFuture<>());
  }

  private static <T> T await(CompletableFuture<T> stage) {
    return stage.orTimeout(Patience.SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    socket.abort();
  }

  /** Called by the client's threads, one frame after the other. */
  private final class Ear implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      parts.append(data);
      if (last) {
        heard(JsonParser.parseString(parts.toString()).getAsJsonObject());
        parts.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    private void heard(JsonObject frame) {
      String key =
          frame.has("re") ? frame.get("re").getAsString() : frame.get("type").getAsString();
      CompletableFuture<JsonObject> awaited = answers.get(key);
      if (awaited != null) {
        awaited.complete(frame);
      }
    }
  }
}
