package chat.server.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.server.RunningServer;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;

/** A client of REST that keeps its cookie, as browsers do. Confined to one thread. */
final class Client {
  /** Good enough for a test. */
  static final String PASSWORD = "a good deal of wood";

  private final RunningServer server;
  private String cookie = "";
  private String bearer = "";

  Client(RunningServer server) {
    this.server = server;
  }

  /** From now on shows {@code session} as scripts do. */
  Client as(String session) {
    bearer = session;
    return this;
  }

  /** The session that it shows as scripts do; empty when it shows none. */
  String bearer() {
    return bearer;
  }

  /** The session that it has as a cookie; empty when it has none. */
  String cookie() {
    return cookie;
  }

  /** Asks; {@code body} may be null for none. */
  HttpResponse<String> ask(String method, String path, JsonObject body) throws Exception {
    String json = body == null ? "" : body.toString();
    HttpResponse<String> response;
    if (!bearer.isEmpty()) {
      response = server.ask(method, path, json, "Authorization", "Bearer " + bearer);
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

  private JsonObject ask(int status, String method, String path, JsonObject body) throws Exception {
    HttpResponse<String> response = ask(method, path, body);
    assertEquals(status, response.statusCode(), () -> method + " " + path + ": " + response.body());
    return response.body().isEmpty()
        ? new JsonObject()
        : JsonParser.parseString(response.body()).getAsJsonObject();
  }

  JsonObject granted(String method, String path) throws Exception {
    return ask(200, method, path, null);
  }

  JsonObject granted(String method, String path, JsonObject body) throws Exception {
    return ask(200, method, path, body);
  }

  JsonObject created(String method, String path, JsonObject body) throws Exception {
    return ask(201, method, path, body);
  }

  void done(String method, String path) throws Exception {
    ask(204, method, path, null);
  }

  void done(String method, String path, JsonObject body) throws Exception {
    ask(204, method, path, body);
  }

  /** Asks for what is refused with this status and code; the problem. */
  JsonObject refused(int status, String code, String method, String path, JsonObject body)
      throws Exception {
    JsonObject problem = ask(status, method, path, body);
    assertEquals(code, Frame.text(problem, "code"), problem::toString);
    return problem;
  }

  JsonObject refused(int status, String code, String method, String path) throws Exception {
    return refused(status, code, method, path, null);
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
    return new Client(server).signIn(name);
  }

  /** Signs in in vain; the whole answer. */
  String failedSignIn(String name, String password) throws Exception {
    HttpResponse<String> response = ask("POST", "/api/session", credentials(name, password));
    assertEquals(401, response.statusCode(), response::body);
    return response.body();
  }
}
