package chat.server.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A PostgreSQL of the tests' own, from the distribution's programs, in a temporary folder, one for
 * all test classes. Without the programs its tests are skipped with one line; with {@code CI=true}
 * they fail. Thread-safe.
 */
public final class PostgresServer {
  private static final Path PROGRAMS = Path.of("/usr/lib/postgresql");
  private static final boolean ROOT = System.getProperty("user.name").equals("root");
  private static final AtomicInteger SCHEMAS = new AtomicInteger();

  private static PostgresServer running;

  private final int port;

  private PostgresServer(int port) {
    this.port = port;
  }

  /** The URL of a new, empty schema. */
  public static synchronized String freshUrl()
      throws IOException, SQLException, InterruptedException {
    if (running == null) {
      running = start();
    }
    return running.schema();
  }

  private String schema() throws SQLException {
    String schema = "s" + SCHEMAS.incrementAndGet();
    String url = "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + schema);
    }
    return url + "&currentSchema=" + schema;
  }

  private static PostgresServer start() throws IOException, InterruptedException {
    Optional<Path> found = programs();
    if (found.isEmpty()) {
      String line = "PostgreSQL is not installed: its tests are skipped";
      return "true".equals(System.getenv("CI")) ? fail(line) : abort(line);
    }
    Path programs = found.get();
    Path folder = Files.createTempDirectory("chat-postgres");
    if (ROOT) {
      run(List.of("chown", "postgres", folder.toString()));
    }
    Path data = folder.resolve("data");
    run(as(programs.resolve("initdb"), "-D", data, "-A", "trust", "-U", "postgres", "-N"));
    int port = freePort();
    String options = "-p %d -c listen_addresses=localhost -k %s".formatted(port, folder);
    Path log = folder.resolve("log");
    run(as(programs.resolve("pg_ctl"), "-D", data, "-w", "-l", log, "-o", options, "start"));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    run(as(programs.resolve("pg_ctl"), "-D", data, "-m", "immediate", "stop"));
                  } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                }));
    return new PostgresServer(port);
  }

  private static Optional<Path> programs() throws IOException {
    if (!Files.isDirectory(PROGRAMS)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(PROGRAMS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    }
  }

  /** A PostgreSQL command, which cannot run as root. */
  private static List<String> as(Object... command) {
    List<String> words = new ArrayList<>();
    if (ROOT) {
      words.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    for (Object word : command) {
      words.add(word.toString());
    }
    return words;
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("chat-postgres", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      fail(command + " takes too long");
    }
    assertEquals(0, process.exitValue(), () -> command + ": " + read(output));
    Files.delete(output);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
