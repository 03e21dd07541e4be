package chat.server;

import chat.core.port.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The fat jar in its own process, which is killed when this is closed or the tests end.
 * Thread-safe.
 */
public final class ServerProcess implements AutoCloseable {
  private static final String READY = "Chat is ready: ";
  private static final int LINES_KEPT = 200;

  private final Process process;
  private final Thread hook;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final Deque<String> lines = new ArrayDeque<>(); // guarded by itself
  private final Thread reader = new Thread(this::read, "server-output");

  private ServerProcess(Process process) {
    this.process = process;
    this.hook = new Thread(this::killAll);
    Runtime.getRuntime().addShutdownHook(hook);
    reader.setDaemon(true);
    reader.start();
  }

  /** A server or maintenance command with these arguments, on a free port of this machine. */
  public static ServerProcess start(String... arguments) throws IOException {
    return startUnder(List.of(), arguments);
  }

  /** The same as a child process of the command {@code parent}. */
  public static ServerProcess startUnder(List<String> parent, String... arguments)
      throws IOException {
    return start(parent, System.getProperty("chat.jar"), arguments);
  }

  /** The same of another jar: one of another version. */
  public static ServerProcess startJar(Path jar, String... arguments) throws IOException {
    return start(List.of(), jar.toString(), arguments);
  }

  /** A server whose JVM is given further options. */
  public static ServerProcess startWith(List<String> jvmOptions, String... arguments)
      throws IOException {
    return start(List.of(), jvmOptions, System.getProperty("chat.jar"), arguments);
  }

  private static ServerProcess start(List<String> parent, String jar, String... arguments)
      throws IOException {
    return start(parent, List.of(), jar, arguments);
  }

  private static ServerProcess start(
      List<String> parent, List<String> jvmOptions, String jar, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(parent);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Starts faster, with the same behaviour.
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(jvmOptions);
    command.addAll(List.of("-jar", jar));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("HOST", "127.0.0.1");
    builder.environment().put("PORT", "0");
    builder.environment().remove("DATABASE_URL");
    return new ServerProcess(builder.start());
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        synchronized (lines) {
          lines.add(line);
          if (lines.size() > LINES_KEPT) {
            lines.remove();
          }
        }
        int at = line.indexOf(READY);
        if (at >= 0) {
          port.complete(URI.create(line.substring(at + READY.length())).getPort());
        }
      }
    } catch (IOException | UncheckedIOException e) {
      port.completeExceptionally(e);
    }
    port.completeExceptionally(new IOException("the server ended: " + output()));
  }

  /** Its address; waits until it listens. */
  public int port() throws Exception {
    return port.get(Patience.SECONDS, TimeUnit.SECONDS);
  }

  /** Waits briefly for it to be ready; returns whether it is. */
  public boolean isReadyWithin(long millis) throws Exception {
    try {
      port.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e);
    }
  }

  /** Its latest output. */
  public List<String> output() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Kills it like {@code kill -9}, and waits until it has ended. */
  public void kill() {
    killAll();
    exitCode();
  }

  private void killAll() {
    process.descendants().forEach(ProcessHandle::destroyForcibly); // they would outlive the parent
    process.destroyForcibly();
  }

  /** Stops it like SIGTERM, and waits until it has ended. */
  public int stop() {
    process.toHandle().destroy();
    return exitCode();
  }

  /** Waits until it has ended; its exit code. */
  public int exitCode() {
    try {
      if (!process.waitFor(Patience.SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the server does not end: " + output());
      }
      reader.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The tests are ending: the hook runs.
      return;
    }
  }
}
