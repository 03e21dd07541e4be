package chat.server.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where and how it is measured. Immutable.
 *
 * @param jar the fat jar
 * @param directory where everything that is written goes
 * @param duration how long each thing is measured
 * @param messages how many messages the big store has
 * @param jvmOptions of the server
 * @param out takes lines of progress
 */
record Lab(
    Path jar,
    Path directory,
    Duration duration,
    int messages,
    List<String> jvmOptions,
    PrintStream out) {

  Lab {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new IllegalArgumentException(directory + " cannot be made: " + e.getMessage(), e);
    }
  }

  /** The same with other options of the server's JVM. */
  Lab withJvm(List<String> options) {
    return new Lab(jar, directory, duration, messages, options, out);
  }

  /** Until the compiler has settled: as long as what is measured afterwards. */
  Duration warmUp() {
    return duration;
  }

  /** Says what is being done, at once. */
  void say(String line) {
    out.println(line);
  }

  /** An empty directory for the data of one run. */
  Path freshData() throws IOException {
    return Files.createTempDirectory(directory, "data-");
  }

  /** Deletes the data of a run. */
  static void delete(Path data) throws IOException {
    try (Stream<Path> all = Files.walk(data)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
