package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import chat.server.RunningServer;
import chat.server.TestSocket;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * One end of a conversation: asks, is answered, and keeps what else comes, in order. Confined to
 * one thread.
 */
final class Talker implements AutoCloseable {
  private final TestSocket socket;
  private final JsonObject welcome;
  private final String session;
  private final List<JsonObject> kept = new ArrayList<>();
  private int asked;

  private Talker(TestSocket socket, String session) throws Exception {
    this.socket = socket;
    this.welcome = socket.next();
    assertEquals("welcome", Frame.text(welcome, "type"), () -> "first came " + welcome);
    this.session = session.isEmpty() ? Frame.text(welcome, "session") : session;
  }

  /** A guest who was not here before. */
  static Talker arrive(RunningServer server) throws Exception {
    return new Talker(server.connect(), "");
  }

  /** Whoever has {@code session}. */
  static Talker arrive(RunningServer server, String session) throws Exception {
    return new Talker(server.connect("Authorization", "Bearer " + session), session);
  }

  /** A guest of this name who was not here before. */
  static Talker called(String name, RunningServer server) throws Exception {
    Talker talker = arrive(server);
    talker.ask("set_username", "username", name);
    return talker;
  }

  /** A guest in {@code room} who was not here before. */
  static Talker in(String room, RunningServer server) throws Exception {
    Talker talker = arrive(server);
    talker.join(room);
    return talker;
  }

  /** Another connection of the same person. */
  Talker again(RunningServer server) throws Exception {
    return arrive(server, session);
  }

  JsonObject welcome() {
    return welcome;
  }

  String session() {
    return session;
  }

  String id() {
    return Frame.text(welcome, "user.id");
  }

  /** The name on coming. */
  String name() {
    return Frame.text(welcome, "user.name");
  }

  void send(String text) throws Exception {
    socket.send(text);
  }

  void send(JsonObject frame) throws Exception {
    socket.send(frame.toString());
  }

  void sendBytes(byte[] bytes) throws Exception {
    socket.sendBytes(bytes);
  }

  /** Asks and waits for the answer, whichever it is; whatever comes before it is kept. */
  JsonObject reply(JsonObject frame) throws Exception {
    String id = "q" + ++asked;
    frame.addProperty("id", id);
    send(frame);
    return answerTo(id);
  }

  /** The answer to the frame with this {@code id}; whatever comes before it is kept. */
  JsonObject answerTo(String id) throws Exception {
    for (Iterator<JsonObject> each = kept.iterator(); each.hasNext(); ) {
      JsonObject frame = each.next();
      if (answers(frame, id)) {
        each.remove();
        return frame;
      }
    }
    while (true) {
      JsonObject next = socket.next();
      if (answers(next, id)) {
        return next;
      }
      kept.add(next);
    }
  }

  private static boolean answers(JsonObject frame, String id) {
    return Frame.has(frame, "re") && Frame.text(frame, "re").equals(id);
  }

  /** Asks for what is granted. */
  JsonObject ask(String type, Object... members) throws Exception {
    JsonObject reply = reply(Frame.of(type, members));
    assertNotEquals("error", Frame.text(reply, "type"), () -> type + ": " + reply);
    return reply;
  }

  /** Asks for what is refused with {@code code}. */
  JsonObject refused(String code, String type, Object... members) throws Exception {
    JsonObject reply = reply(Frame.of(type, members));
    assertEquals("error", Frame.text(reply, "type"), () -> type + ": " + reply);
    assertEquals(code, Frame.text(reply, "code"), () -> type + ": " + reply);
    return reply;
  }

  JsonObject join(String room) throws Exception {
    return ask("join_room", "room", room);
  }

  /** Creates a public room; its id. */
  String creates(String name) throws Exception {
    return Frame.text(ask("create_room", "kind", "public", "name", name), "room.id");
  }

  /** The conversation with somebody; its id. */
  String opens(Talker other) throws Exception {
    return Frame.text(ask("create_room", "kind", "direct", "user", other.id()), "room.id");
  }

  /** Says something under a key of its own. */
  JsonObject say(String room, String text) throws Exception {
    return ask("send_message", "room", room, "text", text, "client_id", "say-" + asked);
  }

  /** The next frame, kept or yet to come. */
  JsonObject next() throws Exception {
    return kept.isEmpty() ? socket.next() : kept.remove(0);
  }

  /** The next frame of {@code type} with these members; what came before it is kept. */
  JsonObject hears(String type, Object... members) throws Exception {
    for (Iterator<JsonObject> each = kept.iterator(); each.hasNext(); ) {
      JsonObject frame = each.next();
      if (Frame.is(frame, type, members)) {
        each.remove();
        return frame;
      }
    }
    while (true) {
      JsonObject frame = socket.next();
      if (Frame.is(frame, type, members)) {
        return frame;
      }
      kept.add(frame);
    }
  }

  /**
   * What of {@code type} came, and is kept no more. It is all there is only after an answer that
   * comes behind it.
   */
  List<JsonObject> heard(String type, Object... members) {
    List<JsonObject> found = kept.stream().filter(frame -> Frame.is(frame, type, members)).toList();
    kept.removeAll(found);
    return found;
  }

  /**
   * Everything that {@code room} had told when it was asked for its members, but what was heard
   * already: replies and events of a room come in one order.
   */
  List<JsonObject> settled(String room) throws Exception {
    ask("members", "room", room);
    return takeKept();
  }

  /** Everything that came before the server closed with {@code code}, and was not heard. */
  List<JsonObject> untilClosedWith(int code) throws Exception {
    assertEquals(code, closeCode());
    kept.addAll(socket.rest());
    return takeKept();
  }

  /** Everything that came and was not heard. */
  List<JsonObject> takeKept() {
    List<JsonObject> all = List.copyOf(kept);
    kept.clear();
    return all;
  }

  int closeCode() throws Exception {
    return socket.closeCode();
  }

  /** Ends without a word, as a network does. */
  void vanish() {
    socket.close();
  }

  @Override
  public void close() {
    socket.close();
  }
}
