package chat.server.browser.engine;

import chat.core.port.Patience;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** Finds, starts and ends the programs of this machine. Stateless. */
final class Programs {

  private Programs() {}

  /** The program of that name on PATH. */
  static Optional<Path> onPath(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The first file below {@code root} whose path is as {@code glob} says. */
  static Optional<Path> below(Path root, String glob) {
    PathMatcher wanted = FileSystems.getDefault().getPathMatcher("glob:" + root + "/" + glob);
    try (Stream<Path> files = Files.find(root, 4, (path, kind) -> wanted.matches(path))) {
      return files.filter(Files::isExecutable).sorted().findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What {@code program} holds.
   *
   * @throws TestAbortedException if it is empty, which CI must not overlook
   */
  static Path needed(Optional<Path> program, String missing) {
    if (program.isEmpty() && "true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(missing);
    }
    return program.orElseThrow(() -> new TestAbortedException(missing));
  }

  /** Starts a program whose output comes in one stream. */
  static Process start(List<String> command) {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a line of a program's output and returns the first group of {@code wanted}. */
  static String awaitLine(Process program, Pattern wanted) {
    CompletableFuture<String> found = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(program.getInputStream(), wanted, found), "output");
    reader.setDaemon(true);
    reader.start();
    try {
      return found.get(Patience.SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("no line such as " + wanted, e);
    }
  }

  /** Reads on afterwards too: a full pipe would stop the program. */
  private static void read(InputStream output, Pattern wanted, CompletableFuture<String> found) {
    StringBuilder all = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher matcher = wanted.matcher(line);
        if (!found.isDone()) {
          all.append(line).append('\n');
          if (matcher.find()) {
            found.complete(matcher.group(1));
          }
        }
      }
    } catch (IOException ended) {
      // The program has ended.
    }
    found.completeExceptionally(new IllegalStateException(all.toString()));
  }

  /** Ends a program and those that it started. */
  static void end(Process program) {
    List<ProcessHandle> children = program.descendants().toList();
    program.destroy();
    try {
      if (!program.waitFor(Patience.SECONDS, TimeUnit.SECONDS)) {
        program.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }

  /** Removes a directory and what is in it. */
  static void remove(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
