package chat.server.browser.engine;

import chat.core.port.Patience;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Firefox by WebDriver BiDi (W3C), on the port that it opens itself. Confined to one thread. */
final class Firefox implements Engine, WebSocket.Listener {
  private static final Pattern LISTENING =
      Pattern.compile("WebDriver BiDi listening on (ws://\\S+)");

  /** What Firefox reports, as an error of the page, when a WebSocket cannot be opened or breaks. */
  private static final Pattern FAILED_CONNECTION =
      Pattern.compile("^(Firefox can’t establish a connection|The connection) to .*ws://");

  private static final String ENTER = "\uE007"; // WebDriver's own code for the key

  private final Path profile;
  private final Process browser;
  private final WebSocket socket;
  private final StringBuilder incoming = new StringBuilder();
  private final AtomicLong lastId = new AtomicLong();
  private final Map<Long, CompletableFuture<JsonObject>> unanswered = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final String window;
  private volatile boolean losesConnection;

  private Firefox(Path program, Map<String, String> settings) throws IOException {
    profile = Files.createTempDirectory("chat-firefox");
    // A closed network makes the browser's own requests fail; they are none of the test's.
    Files.writeString(
        profile.resolve("user.js"),
        """
        user_pref("app.update.disabledForTesting", true);
        user_pref("browser.shell.checkDefaultBrowser", false);
        user_pref("browser.startup.page", 0);
        user_pref("datareporting.policy.dataSubmissionEnabled", false);
        user_pref("network.captive-portal-service.enabled", false);
        user_pref("network.connectivity-service.enabled", false);
        user_pref("services.settings.server", "data:,#remote-settings-dummy/v1");
        user_pref("toolkit.telemetry.reportingpolicy.firstRun", false);
        """
            + lines(settings));
    browser =
        Programs.start(
            List.of(
                program.toString(),
                "--headless",
                "--no-remote",
                "--profile",
                profile.toString(),
                "--remote-debugging-port",
                "0"));
    try {
      String address = Programs.awaitLine(browser, LISTENING);
      socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(URI.create(address + "/session"), this)
              .join();
      JsonObject capabilities = new JsonObject();
      capabilities.add("capabilities", new JsonObject());
      ask("session.new", capabilities);
      ask("session.subscribe", object("events", array("log.entryAdded")));
      JsonObject tree = ask("browsingContext.getTree", new JsonObject());
      window =
          tree.getAsJsonArray("contexts").get(0).getAsJsonObject().get("context").getAsString();
    } catch (RuntimeException e) {
      Programs.end(browser);
      throw e;
    }
  }

  /** Starts the machine's Firefox. */
  static Engine start() {
    return start(Map.of());
  }

  /** Starts the machine's Firefox with values (as written in a user.js) of some of its settings. */
  static Engine start(Map<String, String> settings) {
    Path program =
        Programs.needed(
            Programs.onPath("firefox-esr").or(() -> Programs.onPath("firefox")),
            "No firefox-esr on PATH: its smoke test cannot run.");
    try {
      return new Firefox(program, settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String lines(Map<String, String> settings) {
    StringBuilder lines = new StringBuilder();
    settings.forEach(
        (name, value) -> lines.append("user_pref(\"%s\", %s);%n".formatted(name, value)));
    return lines.toString();
  }

  @Override
  public void open(String address) {
    JsonObject where = inWindow();
    where.addProperty("url", address);
    where.addProperty("wait", "complete");
    ask("browsingContext.navigate", where);
  }

  @Override
  public JsonElement evaluate(String expression) {
    JsonObject value = run("Promise.resolve(" + expression + ").then(JSON.stringify)");
    return value.get("type").getAsString().equals("string")
        ? JsonParser.parseString(value.get("value").getAsString())
        : JsonNull.INSTANCE;
  }

  private JsonObject run(String expression) {
    JsonObject script = object("expression", new JsonPrimitive(expression));
    script.add("target", inWindow());
    script.addProperty("awaitPromise", true);
    JsonObject answer = ask("script.evaluate", script);
    if (!answer.get("type").getAsString().equals("success")) {
      throw new IllegalStateException(expression + ": " + answer);
    }
    return answer.getAsJsonObject("result");
  }

  @Override
  public void click(String hook) {
    JsonObject element = run("document.querySelector('[data-test=\"" + hook + "\"]')");
    JsonObject origin = object("type", new JsonPrimitive("element"));
    origin.add("element", object("sharedId", element.get("sharedId")));
    JsonObject move = action("pointerMove");
    move.addProperty("x", 0);
    move.addProperty("y", 0);
    move.add("origin", origin);
    JsonObject down = action("pointerDown");
    down.addProperty("button", 0);
    JsonObject up = action("pointerUp");
    up.addProperty("button", 0);
    perform("pointer", List.of(move, down, up));
  }

  @Override
  public void type(String text) {
    List<JsonObject> keys = new java.util.ArrayList<>();
    text.codePoints()
        .mapToObj(point -> point == '\n' ? ENTER : Character.toString(point))
        .forEach(
            key -> {
              for (String kind : List.of("keyDown", "keyUp")) {
                JsonObject action = action(kind);
                action.addProperty("value", key);
                keys.add(action);
              }
            });
    perform("key", keys);
  }

  private void perform(String source, List<JsonObject> actions) {
    JsonArray all = new JsonArray();
    actions.forEach(all::add);
    JsonObject device = object("type", new JsonPrimitive(source));
    device.addProperty("id", source);
    device.add("actions", all);
    JsonArray devices = new JsonArray();
    devices.add(device);
    JsonObject performed = inWindow();
    performed.add("actions", devices);
    ask("input.performActions", performed);
  }

  private static JsonObject action(String type) {
    return object("type", new JsonPrimitive(type));
  }

  private JsonObject inWindow() {
    return object("context", new JsonPrimitive(window));
  }

  private static JsonObject object(String name, JsonElement value) {
    JsonObject made = new JsonObject();
    made.add(name, value);
    return made;
  }

  private static JsonArray array(String value) {
    JsonArray made = new JsonArray();
    made.add(value);
    return made;
  }

  private JsonObject ask(String method, JsonObject parameters) {
    long id = lastId.incrementAndGet();
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    unanswered.put(id, answer);
    JsonObject command = new JsonObject();
    command.addProperty("id", id);
    command.addProperty("method", method);
    command.add("params", parameters);
    socket.sendText(command.toString(), true).join();
    try {
      JsonObject heard = answer.get(Patience.SECONDS, TimeUnit.SECONDS);
      if (!heard.get("type").getAsString().equals("success")) {
        throw new IllegalStateException(method + ": " + heard);
      }
      return heard.getAsJsonObject("result");
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(method, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(method, e);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    incoming.append(data);
    if (last) {
      hear(JsonParser.parseString(incoming.toString()).getAsJsonObject());
      incoming.setLength(0);
    }
    from.request(1);
    return null;
  }

  private void hear(JsonObject message) {
    if (message.has("id") && !message.get("id").isJsonNull()) {
      unanswered.remove(message.get("id").getAsLong()).complete(message);
    } else if (message.has("method")
        && message.get("method").getAsString().equals("log.entryAdded")) {
      JsonObject entry = message.getAsJsonObject("params");
      String text = entry.get("text").getAsString();
      boolean isLoss = FAILED_CONNECTION.matcher(text).find();
      if (entry.get("type").getAsString().equals("javascript") && !(losesConnection && isLoss)) {
        complaints.add(text);
      }
    }
  }

  @Override
  public void losesConnection() {
    losesConnection = true;
  }

  @Override
  public List<String> complaints() {
    return complaints;
  }

  @Override
  public void close() {
    socket.abort();
    Programs.end(browser);
    Programs.remove(profile);
  }
}
