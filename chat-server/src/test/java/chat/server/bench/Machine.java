package chat.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * On what it is measured. Immutable.
 *
 * @param cores processors that the JVM may use
 * @param processor what they are
 * @param system the operating system
 * @param jdk the Java that runs both sides
 * @param sync the disk's time
 */
record Machine(int cores, String processor, String system, String jdk, SyncTime sync) {
  private static final Path CPU = Path.of("/proc/cpuinfo");
  private static final String MODEL = "model name";

  static Machine measure(Path directory) throws IOException {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        processorName(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + Runtime.version(),
        SyncTime.measure(directory));
  }

  private static String processorName() throws IOException {
    if (!Files.isReadable(CPU)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(CPU)) {
      return lines
          .filter(line -> line.startsWith(MODEL))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d cores (%s), %s, %s; 4 KiB appended and synced: median %.2f ms, p99 %.2f ms",
        cores,
        processor,
        system,
        jdk,
        sync.medianMillis(),
        sync.p99Millis());
  }
}
