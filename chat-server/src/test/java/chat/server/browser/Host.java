package chat.server.browser;

import chat.server.ServerProcess;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The server as a process that can be killed, and started again at the same address with the same
 * data. Confined to the test's thread.
 */
final class Host implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final int PAGE = 200;

  private final Path data;
  private Path jar = Path.of(System.getProperty("chat.jar"));
  private ServerProcess process;
  private int port;

  /** A server that is running, with its data in this directory. */
  Host(Path data) throws Exception {
    this.data = data;
    start();
  }

  /** From the next start on it is this version. */
  void become(Path version) {
    jar = version;
  }

  /** Starts it, and waits until it is ready. */
  void start() throws Exception {
    process =
        ServerProcess.startJar(
            jar,
            "--port=" + port,
            "--store=sqlite",
            "--data-dir=" + data,
            "--limits=off",
            "--presence-grace=0s");
    port = process.port();
  }

  /** As {@code kill -9} does. */
  void kill() {
    process.kill();
  }

  void stop() {
    process.stop();
  }

  String address() {
    return "http://127.0.0.1:" + port + "/";
  }

  /** What its log holds of a public room, from the first message to the last. */
  List<String> log(String room) throws Exception {
    List<String> texts = new ArrayList<>();
    for (long after = 0; ; ) {
      URI page =
          URI.create(
              address() + "api/rooms/" + room + "/messages?limit=" + PAGE + "&after=" + after);
      String body =
          CLIENT.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body();
      JsonObject history = JsonParser.parseString(body).getAsJsonObject();
      for (JsonElement each : history.getAsJsonArray("events")) {
        JsonObject event = each.getAsJsonObject();
        after = event.get("seq").getAsLong();
        texts.add(event.get("text").getAsString());
      }
      if (!history.get("more").getAsBoolean()) {
        return texts;
      }
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
