package chat.server.browser.engine;

import chat.core.port.Patience;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * WebKit (GTK's MiniBrowser) by WebDriver (W3C), on a screen that nobody sees. Confined to one
 * thread.
 */
final class WebKit implements Engine {
  /** WebDriver's name of the member that holds a reference to an element. */
  private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

  private static final Pattern DISPLAY = Pattern.compile("^([0-9]+)$");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process screen;
  private final Process driver;
  private final String address;
  private final String session;

  private WebKit(
      Path screenProgram, Path driverProgram, Path miniBrowser, List<String> browserArguments)
      throws IOException {
    screen =
        Programs.start(
            List.of(
                screenProgram.toString(),
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x800x24",
                "-nolisten",
                "tcp"));
    try {
      String display = ":" + Programs.awaitLine(screen, DISPLAY);
      int port = freePort();
      address = "http://127.0.0.1:" + port;
      ProcessBuilder starting =
          new ProcessBuilder(driverProgram.toString(), "--host=127.0.0.1", "--port=" + port);
      starting.environment().put("DISPLAY", display);
      starting.environment().put("WEBKIT_DISABLE_COMPOSITING_MODE", "1");
      starting.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      starting.redirectError(ProcessBuilder.Redirect.DISCARD);
      driver = starting.start();
      session = begin(miniBrowser, browserArguments);
    } catch (RuntimeException e) {
      Programs.end(screen);
      throw e;
    }
  }

  /**
   * Starts the machine's WebKit.
   *
   * @param browserArguments for MiniBrowser, beside those that it needs to be driven
   */
  static Engine start(String... browserArguments) {
    String missing =
        "No Xvfb, WebKitWebDriver and MiniBrowser (packages xvfb, webkit2gtk-driver):"
            + " WebKit's smoke test cannot run.";
    Path screen = Programs.needed(Programs.onPath("Xvfb"), missing);
    Path driver = Programs.needed(Programs.onPath("WebKitWebDriver"), missing);
    Path browser =
        Programs.needed(
            Programs.below(Path.of("/usr/lib"), "*/webkit2gtk-4*/MiniBrowser"), missing);
    try {
      return new WebKit(screen, driver, browser, List.of(browserArguments));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private String begin(Path miniBrowser, List<String> browserArguments) {
    JsonArray flags = new JsonArray();
    flags.add("--automation");
    browserArguments.forEach(flags::add);
    JsonObject options = new JsonObject();
    options.addProperty("binary", miniBrowser.toString());
    options.add("args", flags);
    JsonObject match = new JsonObject();
    match.add("webkitgtk:browserOptions", options);
    JsonObject capabilities = new JsonObject();
    capabilities.add("alwaysMatch", match);
    JsonObject body = new JsonObject();
    body.add("capabilities", capabilities);
    return askOnceItListens("/session", body).getAsJsonObject().get("sessionId").getAsString();
  }

  /** The driver says nowhere that it listens; each refused connection is tried again. */
  private JsonElement askOnceItListens(String path, JsonObject body) {
    for (long end = System.nanoTime() + Patience.DURATION.toNanos(); ; ) {
      try {
        return ask("POST", path, body);
      } catch (UncheckedIOException e) {
        if (!(e.getCause() instanceof ConnectException) || System.nanoTime() - end > 0) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  private JsonElement post(String path, JsonObject body) {
    return ask("POST", "/session/" + session + path, body);
  }

  private JsonElement ask(String method, String path, JsonObject body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path))
            .timeout(Patience.DURATION)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.toString()))
            .build();
    try {
      String answer = http.send(request, BodyHandlers.ofString()).body();
      JsonElement value = JsonParser.parseString(answer).getAsJsonObject().get("value");
      if (value != null && value.isJsonObject() && value.getAsJsonObject().has("error")) {
        throw new IllegalStateException(path + ": " + value);
      }
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void open(String page) {
    JsonObject where = new JsonObject();
    where.addProperty("url", page);
    post("/url", where);
    run(
        "window.complaints = []; addEventListener('error', (e) => complaints.push(e.message));"
            + "addEventListener('unhandledrejection', (e) => complaints.push(String(e.reason)));");
  }

  @Override
  public JsonElement evaluate(String expression) {
    JsonObject script = script("");
    String source =
        "const done = arguments[arguments.length - 1];"
            + "Promise.resolve("
            + expression
            + ").then((value) => done(JSON.stringify(value) ?? 'null'));";
    script.addProperty("script", source);
    return JsonParser.parseString(post("/execute/async", script).getAsString());
  }

  private JsonElement run(String source) {
    return post("/execute/sync", script(source));
  }

  private static JsonObject script(String source) {
    JsonObject script = new JsonObject();
    script.addProperty("script", source);
    script.add("args", new JsonArray());
    return script;
  }

  @Override
  public void click(String hook) {
    JsonObject using = new JsonObject();
    using.addProperty("using", "css selector");
    using.addProperty("value", "[data-test=\"" + hook + "\"]");
    String element = post("/element", using).getAsJsonObject().get(ELEMENT).getAsString();
    post("/element/" + element + "/click", new JsonObject());
  }

  @Override
  public void type(String text) {
    JsonArray keys = new JsonArray();
    text.codePoints()
        .mapToObj(point -> point == '\n' ? "\uE007" : Character.toString(point))
        .forEach(
            key -> {
              for (String kind : List.of("keyDown", "keyUp")) {
                JsonObject action = new JsonObject();
                action.addProperty("type", kind);
                action.addProperty("value", key);
                keys.add(action);
              }
            });
    JsonObject device = new JsonObject();
    device.add("type", new JsonPrimitive("key"));
    device.addProperty("id", "keyboard");
    device.add("actions", keys);
    JsonArray devices = new JsonArray();
    devices.add(device);
    JsonObject performed = new JsonObject();
    performed.add("actions", devices);
    post("/actions", performed);
  }

  /** WebKit never reports a failed connection as an error of the page. */
  @Override
  public void losesConnection() {}

  @Override
  public List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    evaluate("window.complaints").getAsJsonArray().forEach(each -> complaints.add(each.toString()));
    return complaints;
  }

  @Override
  public void close() {
    try {
      ask("DELETE", "/session/" + session, new JsonObject());
    } finally {
      Programs.end(driver);
      Programs.end(screen);
    }
  }
}
