package chat.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

final class FatJarIT {
  private static final Path JAR = Path.of(System.getProperty("chat.jar"));

  @Test
  void startsWithAWebSocketContainer() throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var server =
        new ProcessBuilder(java, "-jar", JAR.toString(), "0").redirectErrorStream(true).start();
    try {
      var port = listeningOn(server).getPort();
      var answer = new FirstText();
      var socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(URI.create("ws://localhost:" + port + "/echo"), answer)
              .get(10, TimeUnit.SECONDS);
      socket.sendText("hé", true).get(10, TimeUnit.SECONDS);

      assertEquals("hé", answer.text.get(10, TimeUnit.SECONDS));
      socket.abort();
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void namesEveryBundledLibraryInTheThirdPartyList() throws IOException {
    try (var jar = new JarFile(JAR.toFile())) {
      var list = text(jar, jar.getEntry("META-INF/THIRD-PARTY.txt"));
      var unnamed =
          jar.stream()
              .filter(entry -> entry.getName().endsWith("/pom.properties"))
              .map(entry -> coordinates(jar, entry))
              .filter(coordinates -> !coordinates.startsWith("chat:"))
              .filter(coordinates -> !list.contains(coordinates + "\n"))
              .toList();

      assertEquals(List.of(), unnamed);
    }
  }

  @Test
  void mergesWhatItBundles() throws IOException {
    try (var jar = new JarFile(JAR.toFile())) {
      assertTrue(jar.isMultiRelease());
      assertTrue(jar.stream().noneMatch(entry -> entry.getName().endsWith("module-info.class")));
      assertEquals(jar.stream().map(ZipEntry::getName).distinct().count(), jar.stream().count());
    }
  }

  private static URI listeningOn(Process server) throws IOException {
    var lines = server.inputReader(UTF_8);
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      var at = line.indexOf("Listening on ");
      if (at >= 0) {
        return URI.create(line.substring(at + "Listening on ".length()));
      }
    }
    throw new IOException("The server ended before it listened");
  }

  private static String coordinates(JarFile jar, ZipEntry entry) {
    try (var in = jar.getInputStream(entry)) {
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("groupId") + ":" + properties.getProperty("artifactId");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(JarFile jar, ZipEntry entry) throws IOException {
    try (var in = jar.getInputStream(entry)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** Completed by the client's thread with the first message. */
  private static final class FirstText implements WebSocket.Listener {
    final CompletableFuture<String> text = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.complete(data.toString());
      return WebSocket.Listener.super.onText(socket, data, last);
    }
  }
}
