package chat.server.browser;

import chat.server.TestWebSocket;
import com.google.gson.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.concurrent.Callable;

/** A user without a page, who speaks the protocol: to fill rooms. Confined to the test's thread. */
final class Script implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final TestWebSocket socket;
  private int asked;

  /** A guest who is in this room. */
  Script(int port, String room) {
    URI address = URI.create("ws://127.0.0.1:" + port + "/ws");
    socket = done(() -> TestWebSocket.open(CLIENT, address, ""));
    done(() -> socket.next("welcome"));
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

  /** Posts; the seq of the message, when the server has it. */
  long say(String room, String text) {
    return post(message(room, text));
  }

  /** Answers a message; the seq of the answer, when the server has it. */
  long answer(String room, String text, long seq) {
    JsonObject frame = message(room, text);
    frame.addProperty("reply_to", seq);
    return post(frame);
  }

  private JsonObject message(String room, String text) {
    JsonObject frame = command("send_message", room);
    frame.addProperty("text", text);
    frame.addProperty("client_id", "script-" + asked);
    return frame;
  }

  private long post(JsonObject frame) {
    return ask(frame).get("seq").getAsLong();
  }

  /** Gives an own message another text. */
  void edit(String room, long seq, String text) {
    JsonObject frame = command("edit_message", room);
    frame.addProperty("seq", seq);
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
    send(frame);
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
    send(frame);
    JsonObject answer = done(socket::next);
    while (!answer.has("re") || !answer.get("re").getAsString().equals(id)) {
      answer = done(socket::next);
    }
    if (answer.get("type").getAsString().equals("error")) {
      throw new IllegalStateException(answer.toString());
    }
    return answer;
  }

  private void send(JsonObject frame) {
    done(
        () -> {
          socket.send(frame.toString());
          return frame;
        });
  }

  private static <T> T done(Callable<T> step) {
    try {
      return step.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
