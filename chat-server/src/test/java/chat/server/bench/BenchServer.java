package chat.server.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The fat jar as a process of its own, with its default settings but for the limits of each client,
 * which one machine that plays many would hit. It does not outlive the benchmark. Confined to one
 * thread.
 */
final class BenchServer implements AutoCloseable {
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(10); // and what is measured
  private static final Duration START_PATIENCE = Duration.ofMinutes(5);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
  private static final long POLL_NANOS = 2_000_000;

  /** One line for the whole heap (G1), or one for each generation (the serial collector). */
  private static final Pattern HEAP_USED =
      Pattern.compile("(?:heap|generation) +total \\d+K, used (\\d+)K");

  private final Process process;
  private final int port;
  private Duration readyAfter = Duration.ZERO;

  private BenchServer(Process process, int port, Duration measured) {
    this.process = process;
    this.port = port;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    Executor later =
        CompletableFuture.delayedExecutor(
            LONGEST_LIFE.plus(measured.multipliedBy(2)).toMillis(), TimeUnit.MILLISECONDS);
    later.execute(process::destroyForcibly);
  }

  /**
   * Starts it; it is ready when this returns.
   *
   * @param settings in place of {@code --limits=off}
   */
  static BenchServer start(Lab lab, Path data, String... settings) throws IOException {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(lab.jvmOptions());
    command.addAll(List.of("-jar", lab.jar().toString(), "--port=" + port, "--host=127.0.0.1"));
    command.addAll(List.of("--data-dir=" + data, "--log-level=WARN"));
    command.addAll(settings.length == 0 ? List.of("--limits=off") : List.of(settings));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.redirectOutput(lab.directory().resolve("server.log").toFile());
    long start = System.nanoTime();
    BenchServer server = new BenchServer(builder.start(), port, lab.duration());
    server.awaitReady(start);
    return server;
  }

  /** The port must be known before the server can say it, to see the first moment. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady(long start) throws IOException {
    while (!isHealthy()) {
      if (!process.isAlive() || System.nanoTime() - start > START_PATIENCE.toNanos()) {
        process.destroyForcibly();
        throw new IOException("the server did not get ready; see server.log");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    readyAfter = Duration.ofNanos(System.nanoTime() - start);
  }

  /** Whether it says that all is well. */
  boolean isHealthy() {
    try {
      HttpURLConnection health =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + port + "/healthz").toURL().openConnection();
      try (InputStream body = health.getInputStream()) {
        body.readAllBytes();
      }
      return health.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  int port() {
    return port;
  }

  /** From the start of the process to its first healthy answer. */
  Duration readyAfter() {
    return readyAfter;
  }

  /** The processor time that it has used. */
  Duration cpuTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** What the process holds of the machine's memory, in MiB; not a number where nobody tells. */
  double residentMebibytes() throws IOException {
    return told("status", "VmRSS:\\s+(\\d+) kB") / 1_024;
  }

  /** Its threads; 0 where nobody tells. */
  int threads() throws IOException {
    return (int) told("status", "Threads:\\s+(\\d+)");
  }

  /** Its open files and sockets; 0 where nobody tells. */
  int descriptors() throws IOException {
    Path open = Path.of("/proc", Long.toString(process.pid()), "fd");
    if (!Files.isDirectory(open)) {
      return 0;
    }
    try (Stream<Path> all = Files.list(open)) {
      return (int) all.count();
    }
  }

  /** What Linux tells of a process. */
  private double told(String file, String pattern) throws IOException {
    Path about = Path.of("/proc", Long.toString(process.pid()), file);
    if (!Files.exists(about)) {
      return Double.NaN;
    }
    Matcher figure = Pattern.compile(pattern).matcher(Files.readString(about));
    return figure.find() ? Double.parseDouble(figure.group(1)) : Double.NaN;
  }

  /** What its heap holds after a collection, in MiB. */
  double heapMebibytes() throws IOException {
    jcmd("GC.run");
    List<MatchResult> used = HEAP_USED.matcher(jcmd("GC.heap_info")).results().toList();
    if (used.isEmpty()) {
      throw new IOException("the server does not tell its heap");
    }
    return used.stream().mapToLong(part -> Long.parseLong(part.group(1))).sum() / 1_024.0;
  }

  private String jcmd(String command) throws IOException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process asking =
        new ProcessBuilder(jcmd, Long.toString(process.pid()), command)
            .redirectErrorStream(true)
            .start();
    try (InputStream told = asking.getInputStream()) {
      return new String(told.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Ends it as a crash would. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Tells it to stop, and sees that it does. */
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("the server did not stop when told to");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
