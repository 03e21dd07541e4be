package chat.server.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.RequestOptions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Uploads files and sends messages with them by the REST API, as the user of a browser. Confined to
 * the test's thread.
 */
final class FileSender {
  private static final String ROOM = "general";
  private static final Gson GSON = new Gson();

  private final AtomicInteger keys = new AtomicInteger();
  private final APIRequestContext requests;
  private final String address;

  /**
   * @param address of the server
   */
  FileSender(Visitor visitor, String address) {
    this.requests = visitor.context().request();
    this.address = address;
  }

  /** What is said of an upload beside its name; a value is text. */
  record Described(String key, String value) {}

  /** Uploads a file and returns its id. */
  String upload(String name, byte[] bytes, Described... more) {
    StringBuilder metadata = new StringBuilder("filename ").append(base64(name));
    for (Described each : more) {
      metadata.append(',').append(each.key()).append(' ').append(base64(each.value()));
    }
    APIResponse created =
        requests.post(
            address + "api/rooms/" + ROOM + "/uploads",
            tus()
                .setHeader("Upload-Length", Integer.toString(bytes.length))
                .setHeader("Upload-Metadata", metadata.toString()));
    assertEquals(201, created.status(), created::text);
    String location = created.headers().get("location");
    APIResponse patched =
        requests.patch(
            address + location.substring(1),
            tus()
                .setHeader("Content-Type", "application/offset+octet-stream")
                .setHeader("Upload-Offset", "0")
                .setData(bytes));
    assertEquals(204, patched.status(), patched::text);
    return location.substring(location.lastIndexOf('/') + 1);
  }

  /** Gives an upload a preview, a JPEG or WebP. */
  void preview(String id, byte[] bytes) {
    APIResponse put =
        requests.put(address + "api/uploads/" + id + "/preview", tus().setData(bytes));
    assertEquals(204, put.status(), put::text);
  }

  /** Sends a message with files and returns its seq. */
  int send(String text, String... ids) {
    Map<String, Object> body =
        Map.of("text", text, "client_id", "k" + keys.incrementAndGet(), "files", List.of(ids));
    APIResponse sent =
        requests.post(
            address + "api/rooms/" + ROOM + "/messages",
            RequestOptions.create()
                .setHeader("Content-Type", "application/json")
                .setData(GSON.toJson(body)));
    assertEquals(201, sent.status(), sent::text);
    return GSON.fromJson(sent.text(), Sent.class).seq();
  }

  private record Sent(int seq) {}

  private static RequestOptions tus() {
    return RequestOptions.create().setHeader("Tus-Resumable", "1.0.0");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
