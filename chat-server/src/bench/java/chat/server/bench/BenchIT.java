package chat.server.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark goes on working; what it measures here means nothing. */
final class BenchIT {
  private static final int MESSAGES = 20_000;

  @TempDir Path folder;

  @Test
  void auditsWhatAServerAcknowledgedBeforeItWasKilled() throws Exception {
    Posting posting = new Posting(4, 2, 8);

    Posting.Result result = posting.run(lab(System.err));

    assertTrue(result.audited() > 0);
    assertTrue(result.perSecond() > 0);
  }

  @Test
  void changesWhatItPosted() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream lines = new PrintStream(out, true, UTF_8)) {
      assertTrue(Bench.run(List.of(new ChangesBenchmark()), lab(lines)), () -> out.toString(UTF_8));
    }
    assertTrue(out.toString(UTF_8).contains("| deletions in one room |"));
  }

  @Test
  void countsWhatMembersHear() throws Exception {
    FanOut.Result result = new FanOut(20, 4, 8, 2).run(lab(System.err));

    assertTrue(result.perSecond() >= 5 * result.ack().size());
    assertTrue(result.serverMicros() > 0);
  }

  @Test
  void readsAStoreThatItFilled() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream lines = new PrintStream(out, true, UTF_8)) {
      assertTrue(
          Bench.run(List.of(new DepthBenchmark(), new SearchBenchmark()), lab(lines)),
          () -> out.toString(UTF_8));
    }
    String said = out.toString(UTF_8);
    assertTrue(said.contains("| search: a rare word | median ms |"), said);
    assertTrue(said.contains("| 50 of history at any depth | median ms |"), said);
    assertTrue(Files.readString(folder.resolve("bench.html")).contains("<svg"));
  }

  private Lab lab(PrintStream out) {
    Path jar = Path.of(System.getProperty("chat.jar"));
    return new Lab(jar, folder, Duration.ofMillis(500), MESSAGES, List.of(), out);
  }
}
