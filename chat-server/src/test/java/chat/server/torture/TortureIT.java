package chat.server.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.ServerProcess;
import chat.server.storage.PostgresServer;
import chat.server.torture.history.Command;
import chat.server.torture.history.HistoryChecker;
import chat.server.torture.history.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server is killed again and again while people send every command that makes an event or sets
 * something of their own, and nothing that was acknowledged is lost, doubled, out of order or seen
 * by others. {@code -Dtorture.kills=200} makes it long, {@code -Dtorture.seed=…} repeats what is
 * random about it.
 */
final class TortureIT {
  private static final long SEED = Long.getLong("torture.seed", new Random().nextInt());

  @TempDir Path folder;

  @Test
  void losesNothingInSqlite() throws Exception {
    Path data = folder.resolve("data");
    Torture.Outcome outcome =
        judge("SQLite", Torture.Cast.FEW, kills(8), jdbcUrl(data), sqlite(data));
    assertTrue(outcome.killsWhileStarting() > 0 && outcome.killsWhileJoining() > 0);
    requireNoFault(data);
  }

  @Test
  void losesNothingInPostgres() throws Exception {
    String url = PostgresServer.freshUrl();
    judge(
        "PostgreSQL",
        Torture.Cast.FEW,
        kills(3),
        url,
        "--database-url=" + url,
        "--data-dir=" + folder.resolve("token"));
  }

  @Test
  void takesEverybodyBackAtOnce() throws Exception {
    Path data = folder.resolve("data");
    judge("A crowd", Torture.Cast.CROWD, 2, jdbcUrl(data), sqlite(data));
    requireNoFault(data);
  }

  private static int kills(int few) {
    return Integer.getInteger("torture.kills", few);
  }

  private static String jdbcUrl(Path data) {
    return "jdbc:sqlite:" + data.resolve("chat.db");
  }

  private static String[] sqlite(Path data) {
    return new String[] {"--store=sqlite", "--data-dir=" + data};
  }

  private static void requireNoFault(Path data) throws Exception {
    try (ServerProcess check = ServerProcess.start("check", "--data-dir=" + data)) {
      assertEquals(0, check.exitCode(), () -> check.output().toString());
      Torture.print(String.join("\n", check.output()));
    }
  }

  private static Torture.Outcome judge(
      String what, Torture.Cast cast, int kills, String jdbcUrl, String... store) throws Exception {
    Torture.print(what + ": " + kills + " kills, seed " + SEED);
    String[] flags = new String[store.length + 1];
    flags[0] = "--limits=off"; // the rates of a few people are not what is tried
    System.arraycopy(store, 0, flags, 1, store.length);
    Torture.Outcome outcome = new Torture(SEED, cast, flags).run(kills);

    Verdict verdict = HistoryChecker.check(outcome.history(), StoredTables.read(jdbcUrl));

    Torture.print(what + ": " + outcome.summary());
    Torture.print(what + ": " + verdict.summary());
    Torture.print(what + ": all were back in " + outcome.comebackMillis() + " ms");
    assertEquals(Set.of(), verdict.broken(), () -> "seed " + SEED + "\n" + verdict.details());
    assertEquals(List.of(), outcome.surprises(), () -> "seed " + SEED);
    assertEquals(Command.EVENTS, verdict.storedTypes().keySet());
    return outcome;
  }
}
