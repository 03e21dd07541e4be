package chat.server.http.assets;

import static chat.core.port.Stages.done;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AssetsTest {
  @TempDir private Path directory;

  @Test
  void findsBundledFiles() throws IOException {
    Asset page = find(Assets.bundled(Runnable::run), "/index.html").orElseThrow();

    assertEquals("text/html; charset=utf-8", page.contentType());
    assertTrue(page.bytes().length > 0);
  }

  @Test
  void readsBundledFilesOnceOnAnotherThread() throws IOException {
    List<Runnable> work = new ArrayList<>();
    Assets assets = Assets.bundled(work::add);
    CompletionStage<Optional<Asset>> page = assets.find("/index.html");
    assets.read();
    assertFalse(page.toCompletableFuture().isDone());
    assertEquals(1, work.size());

    work.get(0).run();

    assertEquals(page.toCompletableFuture().join(), find(assets, "/index.html"));
    assertEquals(1, work.size());
  }

  @Test
  void listsEveryFileAndItsHashInTheServiceWorker() throws Exception {
    Assets assets = Assets.bundled(Runnable::run);
    JsonObject shell = shellOf(assets);
    JsonObject files = shell.getAsJsonObject("files");

    for (String name : List.of("index.html", "main.js", "css/base.css", "icons/icon.svg")) {
      byte[] bytes = find(assets, "/" + name).orElseThrow().bytes();
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      assertEquals(
          "sha256-" + Base64.getEncoder().encodeToString(hash), files.get(name).getAsString());
    }
    for (String name : files.keySet()) {
      assertTrue(find(assets, "/" + name).isPresent(), name);
    }
    assertFalse(files.has("service-worker.js"));
    assertTrue(shell.get("version").getAsString().matches("[0-9a-f]{16}"));
    assertEquals(
        shell, shellOf(Assets.bundled(Runnable::run)), "the same page has the same version");
  }

  /** The service worker loads the others when it is installed. */
  @Test
  void listsTheDataOfEmojiApart() throws IOException {
    JsonObject shell = shellOf(Assets.bundled(Runnable::run));

    assertEquals(
        Set.of("emoji/de.txt", "emoji/en.txt", "emoji/es.txt"),
        shell.getAsJsonObject("later").keySet());
    assertTrue(
        shell.getAsJsonObject("files").keySet().stream()
            .noneMatch(name -> name.startsWith("emoji/")));
  }

  @Test
  void givesEachPageItsOwnVersion() {
    byte[] worker = "const SHELL = { version: \"\", files: {}, later: {} };".getBytes(UTF_8);
    Asset one = Asset.of(new byte[] {1}, "text/plain");
    Asset two = Asset.of(new byte[] {2}, "text/plain");

    String of = filled(worker, Map.of("/a", one));
    String with = filled(worker, Map.of("/a", two));

    assertNotEquals(of, with);
    assertNotEquals(
        filled(worker, Map.of("/emoji/a", one)), filled(worker, Map.of("/emoji/a", two)));
    ServiceWorkerManifest shell = new ServiceWorkerManifest(new TreeMap<>());
    assertThrows(IllegalStateException.class, () -> shell.fill("other".getBytes(UTF_8)));
  }

  private static String filled(byte[] worker, Map<String, Asset> files) {
    return new String(new ServiceWorkerManifest(new TreeMap<>(files)).fill(worker), UTF_8);
  }

  @Test
  void leavesTheServiceWorkerOfADirectoryAsItIs() throws IOException {
    Files.writeString(directory.resolve("service-worker.js"), "as it is");

    Asset worker = find(Assets.below(directory), "/service-worker.js").orElseThrow();

    assertEquals("as it is", new String(worker.bytes(), UTF_8));
  }

  private static Optional<Asset> find(Assets assets, String path) {
    return done(assets.find(path));
  }

  private static JsonObject shellOf(Assets assets) throws IOException {
    String worker = new String(find(assets, "/service-worker.js").orElseThrow().bytes(), UTF_8);
    String line =
        worker.lines().filter(each -> each.startsWith("const SHELL = ")).findFirst().orElseThrow();
    String json = line.substring(line.indexOf('{'), line.lastIndexOf(';'));
    return JsonParser.parseString(json).getAsJsonObject();
  }

  @Test
  void compressesTextButNoImages() {
    byte[] content = "the same again and again, ".repeat(20).getBytes(UTF_8);

    Asset text = Asset.of(content, "text/css; charset=utf-8");
    assertTrue(text.gzip().orElseThrow().bytes().length < content.length / 2);
    assertNotEquals(text.etag(), text.gzip().orElseThrow().etag());
    assertTrue(Asset.of(content, "image/svg+xml").gzip().isPresent());
    assertEquals(Optional.empty(), Asset.of(content, "image/png").gzip());
    assertEquals(Optional.empty(), Asset.of(content, "font/woff2").gzip());
    assertEquals(Optional.empty(), Asset.of(new byte[] {'a'}, "text/css").gzip(), "it is longer");
  }

  @Test
  void readsADirectoryAgainOnEachRequest() throws IOException {
    Path file = Files.createDirectories(directory.resolve("js")).resolve("main.js");
    Assets assets = Assets.below(directory);

    Files.writeString(file, "one");
    Asset one = find(assets, "/js/main.js").orElseThrow();
    Files.writeString(file, "two");
    Asset two = find(assets, "/js/main.js").orElseThrow();

    assertArrayEquals(new byte[] {'t', 'w', 'o'}, two.bytes());
    assertNotEquals(one.etag(), two.etag());
    assertEquals("text/javascript; charset=utf-8", two.contentType());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/js",
        "/js/",
        "//index.html",
        "/../secret.txt",
        "/js/../../secret.txt",
        "/js/..%2f..%2fsecret.txt",
        "/.hidden.txt",
        "/js/.hidden.js",
        "/a\\..\\b.txt",
        "/a.class",
        "/a",
        "/a.",
        "/a\u0000.txt",
        "/über.txt"
      })
  void findsNoOtherFiles(String path) throws IOException {
    Files.writeString(directory.resolve("secret.txt"), "secret");
    Path root = Files.createDirectories(directory.resolve("web"));
    Files.createDirectories(root.resolve("js"));
    Files.writeString(root.resolve("js/.hidden.js"), "hidden");
    Files.writeString(root.resolve("a.class"), "not of the page");

    assertEquals(Optional.empty(), find(Assets.below(root), path));
    assertEquals(Optional.empty(), find(Assets.bundled(Runnable::run), path));
  }
}
