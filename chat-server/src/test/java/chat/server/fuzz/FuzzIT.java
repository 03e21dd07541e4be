package chat.server.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.file.content.Corpus;
import chat.core.file.content.Corpus.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs each target a few thousand times in a program of its own, however long that takes. {@code
 * -Dfuzz.seconds=600} runs them for that long instead. What breaks one is left in {@code
 * target/fuzz} and named by the failure.
 */
final class FuzzIT {
  /** Zero for so many runs. */
  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 0);

  private static final int RUNS = 3_000;
  private static final int PATIENCE_SECONDS = 300;
  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in");
  private static final Pattern COVERAGE = Pattern.compile(" cov: (\\d+) ");
  private static final Path SEEDS = Path.of("src/test/resources/chat/server/fuzz");

  @TempDir Path corpus;

  @ParameterizedTest
  @CsvSource({
    "FileTarget, files",
    "FormatTarget, formats",
    "FrameTarget, frames",
    "MentionTarget, mentions",
    "NameTarget, names",
    "WordTarget, words"
  })
  void findsNothingThatBreaks(String target, String seeds) throws Exception {
    Path reports = Files.createDirectories(Path.of("target/fuzz/" + seeds)).toAbsolutePath();
    Path known = seeds.equals("files") ? writeFiles() : SEEDS.resolve(seeds);
    Process jazzer = start("chat.server.fuzz." + target, known, reports);
    String output;
    try (InputStream printed = jazzer.getInputStream()) {
      output = new String(printed.readAllBytes(), UTF_8);
      assertTrue(jazzer.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "it does not end");
    } finally {
      jazzer.destroyForcibly();
    }
    assertEquals(0, jazzer.exitValue(), () -> output);
    assertTrue(last(DONE, output) > 1_000, () -> "it did too little:\n" + output);
    assertTrue(last(COVERAGE, output) > 20, () -> "it saw too little of the code:\n" + output);
  }

  /** Seeds that are made, so that no binary files are kept. */
  private Path writeFiles() throws IOException {
    Path folder = Files.createDirectory(corpus.resolve("seeds"));
    for (Sample each : Corpus.samples()) {
      Files.write(folder.resolve(each.toString()), FileTarget.input(each));
    }
    return folder;
  }

  private Process start(String target, Path seeds, Path reports) throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+EnableDynamicAgentLoading",
                "-cp",
                classes,
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target,
                "--instrumentation_includes=chat.core.**:chat.server.wire.**:com.google.gson.**",
                "--reproducer_path=" + reports,
                "-artifact_prefix=" + reports + "/",
                SECONDS == 0 ? "-runs=" + RUNS : "-max_total_time=" + SECONDS,
                "-max_len=4096",
                "-timeout=25",
                "-seed=20261124",
                Files.createDirectory(corpus.resolve("found")).toString(),
                seeds.toAbsolutePath().toString()))
        .redirectErrorStream(true)
        .start();
  }

  private static long last(Pattern number, String output) {
    long found = 0;
    for (Matcher matcher = number.matcher(output); matcher.find(); ) {
      found = Long.parseLong(matcher.group(1));
    }
    return found;
  }
}
