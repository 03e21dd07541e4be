package chat.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The commands beside the server, as somebody at a terminal sees them. */
final class OperationsTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicLong nanoTime = new AtomicLong();

  private int run(Operation operation, String... args) {
    out.reset();
    err.reset();
    return new Operations(
            new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), nanoTime::get)
        .run(operation, Map.of("DATA_DIR", folder.resolve("data").toString()), List.of(args));
  }

  private List<String> errors() {
    return err.toString(UTF_8).lines().toList();
  }

  @Test
  void takesAChatElsewhereWhileItIsServed() throws Exception {
    String backup = folder.resolve("backup").toString();
    String tea = folder.resolve("tea.jsonl").toString();
    try (RunningServer server =
        RunningServer.start(
            "--store=sqlite", "--rooms=Tea", "--data-dir=" + folder.resolve("data"))) {
      assertEquals(200, server.get("/healthz").statusCode());
      assertEquals(0, run(Operation.CHECK), err::toString);
      assertTrue(out.toString(UTF_8).startsWith("Checked 1 rooms, 0 events"), out::toString);
      assertEquals(0, run(Operation.BACKUP, backup), err::toString);
      assertEquals(0, run(Operation.EXPORT, "tea", tea), err::toString);
      assertEquals(0, run(Operation.EXPORT, "tea"), err::toString);
      assertEquals(Files.readString(Path.of(tea)), out.toString(UTF_8));
      assertEquals(1, run(Operation.IMPORT, tea));
      assertTrue(errors().get(0).endsWith("is used by another server"), err::toString);
      assertEquals(1, run(Operation.RESTORE, backup, "--replace"));
    }
    assertEquals(0, run(Operation.CHECK), err::toString);
    assertEquals(1, run(Operation.RESTORE, backup));
    assertEquals(0, run(Operation.RESTORE, backup, "--replace"), err::toString);
    assertEquals(0, run(Operation.RESTORE, backup, "--data-dir=" + folder.resolve("second")));
    assertEquals(0, run(Operation.IMPORT, tea, "--data-dir", folder.resolve("third").toString()));
    assertEquals("", err.toString(UTF_8));
    try (RunningServer server =
        RunningServer.start(
            "--store=sqlite", "--rooms=Tea", "--data-dir=" + folder.resolve("second"))) {
      assertEquals(200, server.get("/api/rooms/tea/messages").statusCode());
    }
  }

  @Test
  void failsInOneLine() {
    String none = folder.resolve("none").toString();
    Stream<List<String>> failing =
        Stream.of(
            List.of("backup", none),
            List.of("restore", none),
            List.of("check"),
            List.of("export", "tea"),
            List.of("export", "not a room"),
            List.of("import", none));
    failing.forEach(
        line -> {
          String[] args = line.subList(1, line.size()).toArray(String[]::new);
          assertEquals(1, run(Operation.named(line.get(0)).orElseThrow(), args));
          assertEquals(1, errors().size(), err::toString);
          assertTrue(errors().get(0).startsWith("Cannot "), err::toString);
          assertEquals("", out.toString(UTF_8));
        });
  }

  @Test
  void refusesWrongUse() {
    assertEquals(2, run(Operation.BACKUP));
    assertEquals(List.of("Usage: java -jar chat-server.jar backup FILE"), errors());
    assertEquals(2, run(Operation.CHECK, "--replace"));
    assertEquals(List.of("--replace is no flag of check: --help lists them."), errors());
    assertEquals(2, run(Operation.EXPORT, "tea", "file", "more"));
    assertEquals(2, run(Operation.CHECK, "--data-dir"));
  }

  @ParameterizedTest
  @EnumSource
  void explainsItself(Operation operation) {
    assertEquals(0, run(operation, "--help"));
    assertTrue(out.toString(UTF_8).contains(operation.meaning()), out::toString);
    assertTrue(Usage.help().contains(operation.usage()));
  }

  @Test
  void tellsProgressOnceASecond() {
    ProgressLines progress = new ProgressLines(new PrintStream(err, true, UTF_8), nanoTime::get);
    for (int i = 0; i < 50; i++) {
      int step = i;
      progress.at(() -> "step " + step);
      nanoTime.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
    }
    assertEquals(List.of("step 10 ...", "step 20 ...", "step 30 ...", "step 40 ..."), errors());
  }
}
