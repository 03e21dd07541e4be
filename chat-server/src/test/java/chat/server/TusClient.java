package chat.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A guest of a server who uploads files by tus 1.0.0. Confined to one thread. */
final class TusClient {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final RunningServer server;
  private final String session;

  TusClient(RunningServer server) throws Exception {
    this.server = server;
    this.session =
        JsonParser.parseString(server.post("/api/session", "{}").body())
            .getAsJsonObject()
            .get("session")
            .getAsString();
  }

  /** The guest with this session, who may have used another server. */
  TusClient(RunningServer server, String session) {
    this.server = server;
    this.session = session;
  }

  String session() {
    return session;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  /** Sends a request with the session and the version of the protocol. */
  HttpResponse<byte[]> ask(String method, String path, BodyPublisher body, String... headers)
      throws Exception {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("Authorization", "Bearer " + session);
    all.put("Tus-Resumable", "1.0.0");
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + server.host() + path)).method(method, body);
    all.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            request.header(name, value);
          }
        });
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> ask(String method, String path, String... headers) throws Exception {
    return ask(method, path, BodyPublishers.noBody(), headers);
  }

  /** Creates an upload and returns its location. */
  String create(String room, long length, String name) throws Exception {
    HttpResponse<byte[]> made =
        ask(
            "POST",
            "/api/rooms/" + room + "/uploads",
            "Upload-Length",
            Long.toString(length),
            "Upload-Metadata",
            "filename " + base64(name) + ",alt " + base64("A \"picture\""));
    assertEquals(201, made.statusCode(), () -> new String(made.body(), UTF_8));
    return made.headers().firstValue("Location").orElseThrow();
  }

  HttpResponse<byte[]> patch(String location, long offset, byte[] bytes, String... more)
      throws Exception {
    String[] headers = new String[more.length + 4];
    headers[0] = "Content-Type";
    headers[1] = "application/offset+octet-stream";
    headers[2] = "Upload-Offset";
    headers[3] = Long.toString(offset);
    System.arraycopy(more, 0, headers, 4, more.length);
    return ask("PATCH", location, BodyPublishers.ofByteArray(bytes), headers);
  }

  /** The offset that the server has. */
  long offset(String location) throws Exception {
    HttpResponse<byte[]> head = ask("HEAD", location);
    assertEquals(200, head.statusCode());
    return Long.parseLong(head.headers().firstValue("Upload-Offset").orElseThrow());
  }

  /** Uploads a file at once and returns its id. */
  String upload(String room, String name, byte[] bytes) throws Exception {
    String location = create(room, bytes.length, name);
    if (bytes.length > 0) {
      HttpResponse<byte[]> sent = patch(location, 0, bytes);
      assertEquals(204, sent.statusCode(), () -> new String(sent.body(), UTF_8));
    }
    return location.substring(location.lastIndexOf('/') + 1);
  }

  /** Sends a message with files and returns the status. */
  HttpResponse<String> send(String room, String key, String text, String... files)
      throws Exception {
    StringBuilder list = new StringBuilder();
    for (String each : files) {
      list.append(list.length() == 0 ? "" : ",").append('"').append(each).append('"');
    }
    return server.post(
        "/api/rooms/" + room + "/messages",
        "{\"text\":\"" + text + "\",\"client_id\":\"" + key + "\",\"files\":[" + list + "]}",
        "Authorization",
        "Bearer " + session);
  }

  /** Opens a WebSocket as this guest and becomes a member of a room. */
  TestWebSocket join(String room) throws Exception {
    TestWebSocket socket = server.connect("Authorization", "Bearer " + session);
    socket.next("welcome");
    socket.send("{\"type\":\"join_room\",\"room\":\"" + room + "\"}");
    socket.next("joined_room");
    return socket;
  }

  static JsonObject json(HttpResponse<byte[]> response) {
    return JsonParser.parseString(new String(response.body(), UTF_8)).getAsJsonObject();
  }
}
