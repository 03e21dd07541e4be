package chat.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.port.Patience;
import com.google.gson.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * Clients of tus that others wrote upload, break off and resume. Without node, npm or curl they are
 * skipped, which CI must not overlook.
 */
final class TusClientsIT {
  private static final String ROOM = "general";
  private static final int SIZE = 3_000_001;

  /** The client's package, and where it is installed: never in what is shipped. */
  private static final Path SOURCE = Path.of("src", "test", "tus-js-client");

  private static final Path INSTALLED = Path.of("target", "tus-js-client");

  @TempDir Path folder;
  private RunningServer server;
  private TusClient ada;
  private TestWebSocket socket;
  private Path file;

  @BeforeEach
  void start() throws Exception {
    server =
        RunningServer.start(
            "--store=sqlite", "--data-dir=" + folder.resolve("data"), "--limits=off");
    ada = new TusClient(server);
    socket = ada.join(ROOM);
    byte[] bytes = new byte[SIZE];
    new Random(7).nextBytes(bytes);
    bytes[0] = 0; // no type that is known
    file = Files.write(folder.resolve("lake.bin"), bytes);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void officialJavaScriptClientResumesInAnotherProcess() throws Exception {
    install();
    String[] broken = upload("break").split(" ", -1);
    assertEquals(SIZE / 2, Integer.parseInt(broken[1]));
    String[] resumed = upload().split(" ", -1);
    assertEquals(broken[0], resumed[0], "the same upload");
    assertEquals(SIZE - SIZE / 2, Integer.parseInt(resumed[1]), "the rest alone");
    JsonObject sent = send(resumed[0]);
    assertEquals("lake.bin", sent.get("name").getAsString());
    assertEquals("A lake at dawn \u2013 \u2600", sent.get("alt").getAsString());
  }

  private String upload(String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "node",
                "upload.mjs",
                "http://" + server.host() + "/api/rooms/" + ROOM + "/uploads",
                ada.session(),
                file.toString(),
                folder.resolve("uploads.json").toString()));
    command.addAll(List.of(more));
    return run(INSTALLED, command).lines().reduce((one, other) -> other).orElseThrow();
  }

  /** Installs what the lock file names, unless it is there already. */
  private static void install() throws Exception {
    need("node");
    need("npm");
    Path lock = SOURCE.resolve("package-lock.json");
    Path done = INSTALLED.resolve("installed.json");
    Files.createDirectories(INSTALLED);
    copy("upload.mjs");
    if (!Files.exists(done) || Files.mismatch(lock, done) >= 0) {
      copy("package.json");
      copy("package-lock.json");
      try {
        run(
            INSTALLED,
            List.of(
                "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"));
      } catch (IOException e) {
        skip("tus-js-client could not be installed: its test is skipped", e);
      }
      Files.copy(lock, done, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void copy(String name) throws IOException {
    Files.copy(SOURCE.resolve(name), INSTALLED.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void curlResumesWhereItWasKilled() throws Exception {
    need("curl");
    String uploads = "http://" + server.host() + "/api/rooms/" + ROOM + "/uploads";
    String created = curl("POST", uploads, "Upload-Length: " + SIZE);
    String url = "http://" + server.host() + header(created, "Location");
    byte[] bytes = Files.readAllBytes(file);
    killMidway(url, bytes);

    int[] offset = {0};
    await(
        () -> {
          String head = curl("HEAD", url);
          offset[0] = head.contains(" 200 ") ? Integer.parseInt(header(head, "Upload-Offset")) : 0;
          return offset[0] > 0;
        });
    assertTrue(offset[0] <= SIZE / 2, () -> "offset " + offset[0]);
    Path rest = folder.resolve("rest");
    Files.write(rest, Arrays.copyOfRange(bytes, offset[0], SIZE));
    String last =
        curl(
            "PATCH",
            url,
            "Upload-Offset: " + offset[0],
            "Content-Type: application/offset+octet-stream",
            "@" + rest);
    assertTrue(last.contains(" 204 "), last);
    send(url);
  }

  /** Sends the first half of a body of the whole file, and ends curl when the server has some. */
  private void killMidway(String url, byte[] bytes) throws Exception {
    Process curl =
        new ProcessBuilder(
                command(
                    "PATCH",
                    url,
                    "Upload-Offset: 0",
                    "Content-Type: application/offset+octet-stream",
                    "@-"))
            .redirectErrorStream(true)
            .start();
    OutputStream body = curl.getOutputStream();
    body.write(bytes, 0, SIZE / 2);
    body.flush();
    await(() -> stored() > 0);
    curl.destroyForcibly().waitFor();
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long begin = System.nanoTime();
    while (!condition.call()) {
      assertTrue(System.nanoTime() - begin < Patience.NANOS, "waited in vain");
      LockSupport.parkNanos(10_000_000);
    }
  }

  private long stored() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("data").resolve("files"))) {
      return all.filter(path -> path.getFileName().toString().length() == 32)
          .mapToLong(path -> path.toFile().length())
          .sum();
    }
  }

  /** Runs curl with headers, and a body if the last of them begins with @; returns the response. */
  private String curl(String method, String url, String... headers) throws Exception {
    return run(Path.of("."), command(method, url, headers));
  }

  private List<String> command(String method, String url, String... headers) {
    List<String> command = new ArrayList<>(List.of("curl", "--silent", "--include"));
    command.addAll(method.equals("HEAD") ? List.of("--head") : List.of("--request", method));
    command.addAll(List.of("--header", "Authorization: Bearer " + ada.session()));
    command.addAll(List.of("--header", "Tus-Resumable: 1.0.0"));
    for (String each : headers) {
      if (each.startsWith("@")) {
        command.addAll(List.of("--header", "Expect:", "--upload-file", each.substring(1)));
      } else {
        command.addAll(List.of("--header", each));
      }
    }
    command.add(url);
    return command;
  }

  private static String header(String response, String name) {
    Matcher header = Pattern.compile("(?im)^" + name + ": (\\S+)").matcher(response);
    assertTrue(header.find(), response);
    return header.group(1);
  }

  /** Sends a message with an upload, and compares what is read with the file. */
  private JsonObject send(String url) throws Exception {
    String id = url.substring(url.lastIndexOf('/') + 1);
    assertEquals(201, ada.send(ROOM, "k", "", id).statusCode());
    HttpResponse<byte[]> read = ada.ask("GET", "/files/" + id + "/lake.bin");
    assertEquals(200, read.statusCode());
    assertArrayEquals(sha256(Files.readAllBytes(file)), sha256(read.body()));
    return socket.next("new_message").getAsJsonArray("files").get(0).getAsJsonObject();
  }

  private static byte[] sha256(byte[] bytes) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  private static void need(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    boolean isThere =
        Stream.of(path.split(File.pathSeparator))
            .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    if (!isThere) {
      skip(program + " is not installed: its tests of uploads are skipped", null);
    }
  }

  private static void skip(String why, Exception cause) {
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(why, cause);
    }
    System.err.println(why);
    throw new TestAbortedException(why, cause);
  }

  /**
   * Runs a program to its end and returns its output.
   *
   * @throws IOException if it fails
   */
  private static String run(Path directory, List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command.get(0) + ": " + output);
    }
    return output;
  }
}
