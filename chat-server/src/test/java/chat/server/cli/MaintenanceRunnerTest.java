package chat.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.RunningServer;
import chat.server.config.HelpText;
import chat.server.config.MaintenanceCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The output and exit codes of the maintenance commands. */
final class MaintenanceRunnerTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicLong nanoTime = new AtomicLong();

  private int run(MaintenanceCommand operation, String... args) {
    out.reset();
    err.reset();
    return new MaintenanceRunner(
            new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), nanoTime::get)
        .run(operation, Map.of("DATA_DIR", folder.resolve("data").toString()), List.of(args));
  }

  private List<String> errors() {
    return err.toString(UTF_8).lines().toList();
  }

  @Test
  void movesAChatWhileItIsServed() throws Exception {
    String backup = folder.resolve("backup").toString();
    String tea = folder.resolve("tea.jsonl").toString();
    try (RunningServer server =
        RunningServer.start(
            "--store=sqlite", "--rooms=Tea", "--data-dir=" + folder.resolve("data"))) {
      assertEquals(200, server.get("/healthz").statusCode());
      assertEquals(0, run(MaintenanceCommand.CHECK), err::toString);
      assertTrue(out.toString(UTF_8).startsWith("Checked 1 rooms, 0 events"), out::toString);
      assertEquals(0, run(MaintenanceCommand.BACKUP, backup), err::toString);
      assertEquals(0, run(MaintenanceCommand.EXPORT, "tea", tea), err::toString);
      assertEquals(0, run(MaintenanceCommand.EXPORT, "tea"), err::toString);
      assertEquals(Files.readString(Path.of(tea)), out.toString(UTF_8));
      assertEquals(1, run(MaintenanceCommand.IMPORT, tea));
      assertTrue(errors().get(0).endsWith("is in use by another server"), err::toString);
      assertEquals(1, run(MaintenanceCommand.RESTORE, backup, "--replace"));
    }
    assertEquals(0, run(MaintenanceCommand.CHECK), err::toString);
    assertEquals(0, run(MaintenanceCommand.CHECK, backup), err::toString);
    assertTrue(out.toString(UTF_8).startsWith("Checked 1 rooms, 0 events"), out::toString);
    assertEquals(1, run(MaintenanceCommand.RESTORE, backup));
    assertEquals(0, run(MaintenanceCommand.RESTORE, backup, "--replace"), err::toString);
    assertEquals(
        0, run(MaintenanceCommand.RESTORE, backup, "--data-dir=" + folder.resolve("second")));
    assertEquals(
        0, run(MaintenanceCommand.IMPORT, tea, "--data-dir", folder.resolve("third").toString()));
    String zip = folder.resolve("tea.zip").toString();
    assertEquals(0, run(MaintenanceCommand.EXPORT, "tea", zip), err::toString);
    String fourth = folder.resolve("fourth").toString();
    String files = folder.resolve("elsewhere").toString();
    assertEquals(
        0,
        run(MaintenanceCommand.IMPORT, zip, "--data-dir=" + fourth, "--files-dir=" + files),
        err::toString);
    assertTrue(Files.isDirectory(Path.of(files, "00")));
    assertEquals("", err.toString(UTF_8));
    try (RunningServer server =
        RunningServer.start(
            "--store=sqlite", "--rooms=Tea", "--data-dir=" + folder.resolve("second"))) {
      assertEquals(200, server.get("/api/rooms/tea/messages").statusCode());
    }
  }

  @Test
  void makesABackupWithoutMissingFilesAndFails() throws Exception {
    Path data = folder.resolve("data");
    try (RunningServer server = RunningServer.start("--store=sqlite", "--data-dir=" + data)) {
      assertEquals(200, server.get("/healthz").statusCode());
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data + "/chat.db");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO files (id, room, uploader, created, length, received, finished, space, info,"
              + " message) VALUES ('"
              + "ab".repeat(16)
              + "', 'general', 'ada', 0, 1, 1, 1, 4096, '', 4294967297)");
    }
    Path backup = folder.resolve("backup.zip");
    assertEquals(1, run(MaintenanceCommand.BACKUP, backup.toString()));
    assertEquals(List.of("1 files are missing; run the check command for details"), errors());
    assertTrue(Files.exists(backup));
  }

  @Test
  void failsInOneLine() {
    String none = folder.resolve("none").toString();
    Stream<List<String>> failing =
        Stream.of(
            List.of("backup", none),
            List.of("restore", none),
            List.of("check"),
            List.of("check", none),
            List.of("export", "tea"),
            List.of("export", "not a room"),
            List.of("import", none));
    failing.forEach(
        line -> {
          String[] args = line.subList(1, line.size()).toArray(String[]::new);
          assertEquals(1, run(MaintenanceCommand.named(line.get(0)).orElseThrow(), args));
          assertEquals(1, errors().size(), err::toString);
          assertTrue(errors().get(0).startsWith("Cannot "), err::toString);
          assertEquals("", out.toString(UTF_8));
        });
  }

  @Test
  void rejectsWrongUsage() {
    assertEquals(2, run(MaintenanceCommand.BACKUP));
    assertEquals(List.of("Usage: java -jar chat-server.jar backup FILE"), errors());
    assertEquals(2, run(MaintenanceCommand.CHECK, "--replace"));
    assertEquals(List.of("Unknown flag: --replace. See --help."), errors());
    assertEquals(2, run(MaintenanceCommand.EXPORT, "tea", "file", "more"));
    assertEquals(2, run(MaintenanceCommand.CHECK, "--data-dir"));
    assertEquals(2, run(MaintenanceCommand.RESTORE, "a.zip", "--data-dir", "--replace"));
    assertEquals(List.of("--data-dir needs a value: --data-dir=chat-data"), errors());
    assertEquals(2, run(MaintenanceCommand.IMPORT, "a.zip", "--files-quota"));
    assertEquals(List.of("--files-quota needs a value: --files-quota=21474836480"), errors());
    assertEquals(2, run(MaintenanceCommand.CHECK, "--data-dir=a", "--data-dir=b"));
    assertEquals(List.of("--data-dir is specified more than once."), errors());
    assertEquals(2, run(MaintenanceCommand.CHECK, "-v"));
    assertEquals(
        List.of("Unexpected argument: \"-v\". Flags begin with --; see --help."), errors());
  }

  @ParameterizedTest
  @EnumSource
  void printsHelp(MaintenanceCommand operation) {
    assertEquals(0, run(operation, "--help"));
    String help = out.toString(UTF_8);
    assertTrue(help.contains(operation.meaning()), help);
    assertEquals(
        operation == MaintenanceCommand.IMPORT, help.contains("--files-quota (FILES_QUOTA)"), help);
    assertTrue(HelpText.help().contains(operation.usage()));
  }

  @Test
  void printsProgressOncePerSecond() {
    ProgressPrinter progress =
        new ProgressPrinter(new PrintStream(err, true, UTF_8), nanoTime::get);
    for (int i = 0; i < 50; i++) {
      int step = i;
      progress.at(() -> "step " + step);
      nanoTime.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
    }
    assertEquals(List.of("step 10 ...", "step 20 ...", "step 30 ...", "step 40 ..."), errors());
  }
}
