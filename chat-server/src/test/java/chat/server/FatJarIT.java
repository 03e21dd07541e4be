package chat.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.port.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

final class FatJarIT {
  private static final Path JAR = Path.of(System.getProperty("chat.jar"));

  private static final String READY = "Chat is ready: ";

  @Test
  void servesUntilItIsToldToStop() throws Exception {
    Process server = start("--port=0", "--host=127.0.0.1");
    try (BufferedReader lines = server.inputReader(UTF_8)) {
      URI page = readyAt(lines);
      HttpClient client = HttpClient.newHttpClient();
      HttpRequest health = HttpRequest.newBuilder(page.resolve("/healthz")).build();
      assertEquals(200, client.send(health, BodyHandlers.ofString()).statusCode());
      URI address = URI.create("ws://127.0.0.1:" + page.getPort() + "/ws");
      try (TestWebSocket socket = TestWebSocket.open(client, address, List.of("chat.v1"))) {
        socket.next("welcome");

        server.toHandle().destroy(); // SIGTERM; by itself it would also close the output

        assertEquals(1001, socket.closeCode());
      }
      assertTrue(server.waitFor(Patience.SECONDS, TimeUnit.SECONDS));
      assertEquals(0, server.exitValue());
      List<String> rest = lines.lines().toList();
      assertTrue(rest.get(rest.size() - 1).endsWith("Chat has stopped"), rest::toString);
    } finally {
      server.destroyForcibly();
    }
  }

  @Test
  void refusesWrongSettingsWithALineForEach() throws Exception {
    Process server = start("--port=x", "--heartbeat=soon");

    List<String> lines = outputOf(server);

    assertEquals(2, server.exitValue());
    assertEquals(2, lines.size(), lines::toString);
    assertTrue(lines.get(0).startsWith("--port "), lines::toString);
    assertTrue(lines.get(1).startsWith("--heartbeat "), lines::toString);
  }

  @Test
  void refusesATakenPortInOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process server = start("--host=127.0.0.1", "--port=" + taken.getLocalPort());

      List<String> lines = outputOf(server);

      assertEquals(2, server.exitValue());
      assertEquals(1, lines.size(), lines::toString);
      assertTrue(lines.get(0).contains(":" + taken.getLocalPort()), lines::toString);
    }
  }

  @Test
  void printsHelpAndVersion() throws Exception {
    Process help = start("--help");
    assertTrue(outputOf(help).stream().anyMatch(line -> line.contains("--port (PORT)")));
    assertEquals(0, help.exitValue());

    Process version = start("--version");
    assertEquals(1, outputOf(version).size());
    assertEquals(0, version.exitValue());
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

  private static Process start(String... flags) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java, "-jar", JAR.toString()));
    command.addAll(List.of(flags));
    ProcessBuilder server = new ProcessBuilder(command).redirectErrorStream(true);
    Path data = Files.createTempDirectory(Path.of("target"), "fat-jar-data");
    server.environment().put("DATA_DIR", data.toString());
    return server.start();
  }

  /** The output of a process that exits by itself. */
  private static List<String> outputOf(Process server) throws Exception {
    try (BufferedReader lines = server.inputReader(UTF_8)) {
      List<String> output = lines.lines().toList();
      assertTrue(server.waitFor(Patience.SECONDS, TimeUnit.SECONDS));
      return output;
    } finally {
      server.destroyForcibly();
    }
  }

  private static URI readyAt(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      int at = line.indexOf(READY);
      if (at >= 0) {
        return URI.create(line.substring(at + READY.length()));
      }
    }
    throw new IOException("The server ended before it was ready");
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
}
