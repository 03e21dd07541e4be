package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import chat.server.RunningServer;
import chat.server.TestWebSocket;
import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;

/**
 * A user's client: over REST, with a cookie, as browsers do, and, once connected, over a WebSocket,
 * where it sends commands, waits for their replies and keeps all other frames. Confined to one
 * thread.
 */
final class ApiClient implements AutoCloseable {
  /** A valid password. */
  static final String PASSWORD = "a good deal of wood";

  private final RunningServer server;
  private TestWebSocket socket; // this and the next two: null while not connected
  private KeptFrames frames;
  private JsonObject welcome;
  private String session = "";
  private String cookie = "";
  private int asked;

  /** A client without a session, not connected. */
  ApiClient(RunningServer server) {
    this.server = server;
  }

  /** A new guest, connected. */
  static ApiClient arrive(RunningServer server) throws Exception {
    return new ApiClient(server).connect(server.connect());
  }

  /** The user of {@code session}, connected. */
  static ApiClient arrive(RunningServer server, String session) throws Exception {
    return new ApiClient(server)
        .as(session)
        .connect(server.connect("Authorization", "Bearer " + session));
  }

  private ApiClient connect(TestWebSocket opened) throws Exception {
    socket = opened;
    frames = new KeptFrames(opened);
    welcome = frames.next();
    assertEquals("welcome", Frame.text(welcome, "type"), () -> "first came " + welcome);
    if (session.isEmpty()) {
      session = Frame.text(welcome, "session");
    }
    return this;
  }

  /** A new guest of this name. */
  static ApiClient called(String name, RunningServer server) throws Exception {
    ApiClient client = arrive(server);
    client.ask("set_username", "username", name);
    return client;
  }

  /** A new guest in {@code room}. */
  static ApiClient in(String room, RunningServer server) throws Exception {
    ApiClient client = arrive(server);
    client.join(room);
    return client;
  }

  /** Another connection of the same user. */
  ApiClient again(RunningServer server) throws Exception {
    return arrive(server, session);
  }

  /** From now on sends {@code session} as a Bearer token. */
  ApiClient as(String session) {
    this.session = session;
    return this;
  }

  /** The session that it sends as a Bearer token; empty when there is none. */
  String session() {
    return session;
  }

  /** The session that it has as a cookie; empty when it has none. */
  String cookie() {
    return cookie;
  }

  JsonObject welcome() {
    return welcome;
  }

  String id() {
    return Frame.text(welcome, "user.id");
  }

  /** The name when it connected. */
  String name() {
    return Frame.text(welcome, "user.name");
  }

  // Over the WebSocket.

  void send(String text) throws Exception {
    socket.send(text);
  }

  void send(JsonObject frame) throws Exception {
    socket.send(frame.toString());
  }

  void sendBytes(byte[] bytes) throws Exception {
    socket.sendBytes(bytes);
  }

  /** Sends a command and waits for the reply or error. */
  JsonObject reply(JsonObject frame) throws Exception {
    String id = "q" + ++asked;
    frame.addProperty("id", id);
    send(frame);
    return answerTo(id);
  }

  /** The reply to the frame with this {@code id}. */
  JsonObject answerTo(String id) throws Exception {
    return frames.next(each -> Frame.has(each, "re") && Frame.text(each, "re").equals(id));
  }

  /** Sends a command that must be accepted. */
  JsonObject ask(String type, Object... members) throws Exception {
    JsonObject reply = reply(Frame.of(type, members));
    assertNotEquals("error", Frame.text(reply, "type"), () -> type + ": " + reply);
    return reply;
  }

  /** Sends a command that must be rejected with {@code code}. */
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

  /** The direct conversation with another user; its id. */
  String opens(ApiClient other) throws Exception {
    return Frame.text(ask("create_room", "kind", "direct", "user", other.id()), "room.id");
  }

  /** Sends a message with a new idempotency key. */
  JsonObject say(String room, String text) throws Exception {
    return ask("send_message", "room", room, "text", text, "client_id", "say-" + asked);
  }

  /**
   * The next frame, kept or yet to come. The changes of the list of rooms are left out: they are
   * broadcast up to 2 s later, in between whatever a test does.
   */
  JsonObject next() throws Exception {
    return frames.next(each -> !Frame.is(each, "rooms_changed"));
  }

  /** The next frame of {@code type} with these members; what came before it is kept. */
  JsonObject hears(String type, Object... members) throws Exception {
    return frames.next(each -> Frame.is(each, type, members));
  }

  /**
   * Takes the received frames of {@code type}. They are complete only after a reply that follows
   * them.
   */
  List<JsonObject> heard(String type, Object... members) {
    return frames.take(each -> Frame.is(each, type, members));
  }

  /**
   * All events of {@code room} up to a request for its members that were not taken before: replies
   * and events of a room arrive in one order.
   */
  List<JsonObject> settled(String room) throws Exception {
    ask("members", "room", room);
    return takeKept();
  }

  /** All frames before the server closed with {@code code} that were not taken before. */
  List<JsonObject> untilClosedWith(int code) throws Exception {
    assertEquals(code, closeCode());
    frames.keepRest();
    return takeKept();
  }

  /** All received frames that were not taken before. */
  List<JsonObject> takeKept() {
    return frames.take(each -> true);
  }

  int closeCode() throws Exception {
    return socket.closeCode();
  }

  /** Ends the connection without a close frame, as a network does. */
  void vanish() {
    socket.close();
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.close();
    }
  }

  // Over REST.

  /** Sends a request, with a body or none. */
  HttpResponse<String> request(String method, String path, JsonObject... body) throws Exception {
    String json = body.length == 0 ? "" : body[0].toString();
    HttpResponse<String> response;
    if (!session.isEmpty()) {
      response = server.ask(method, path, json, "Authorization", "Bearer " + session);
    } else if (!cookie.isEmpty()) {
      response = server.ask(method, path, json, "Cookie", "chat_session=" + cookie);
    } else {
      response = server.ask(method, path, json);
    }
    response
        .headers()
        .firstValue("Set-Cookie")
        .ifPresent(field -> cookie = field.split(";", 2)[0].split("=", 2)[1]);
    return response;
  }

  private JsonObject answered(int status, String method, String path, JsonObject... body)
      throws Exception {
    HttpResponse<String> response = request(method, path, body);
    assertEquals(status, response.statusCode(), () -> method + " " + path + ": " + response.body());
    return response.body().isEmpty() ? new JsonObject() : Frame.parse(response.body());
  }

  JsonObject granted(String method, String path, JsonObject... body) throws Exception {
    return answered(200, method, path, body);
  }

  JsonObject created(String method, String path, JsonObject... body) throws Exception {
    return answered(201, method, path, body);
  }

  void done(String method, String path, JsonObject... body) throws Exception {
    answered(204, method, path, body);
  }

  /** Sends a request that must be rejected with this status and code; returns the problem. */
  JsonObject refused(int status, String code, String method, String path, JsonObject... body)
      throws Exception {
    JsonObject problem = answered(status, method, path, body);
    assertEquals(code, Frame.text(problem, "code"), problem::toString);
    return problem;
  }

  static JsonObject credentials(String name, String password) {
    return Frame.object("username", name, "password", password);
  }

  JsonObject register(String name) throws Exception {
    return created("POST", "/api/accounts", credentials(name, PASSWORD));
  }

  JsonObject refusedToRegister(int status, String code, String name, String password)
      throws Exception {
    return refused(status, code, "POST", "/api/accounts", credentials(name, password));
  }

  JsonObject signIn(String name) throws Exception {
    return created("POST", "/api/session", credentials(name, PASSWORD));
  }

  /** Signs in with another client. */
  JsonObject signInElsewhere(String name) throws Exception {
    return new ApiClient(server).signIn(name);
  }

  /** Fails to sign in; returns the whole response. */
  String failedSignIn(String name, String password) throws Exception {
    HttpResponse<String> response = request("POST", "/api/session", credentials(name, password));
    assertEquals(401, response.statusCode(), response::body);
    return response.body();
  }
}
