package chat.server.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.server.ServerProcess;
import chat.server.store.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server is killed again and again while people talk, and nothing that was acknowledged is lost,
 * doubled, out of order or seen by others. {@code -Dtorture.kills=200} makes it long, {@code
 * -Dtorture.seed=…} repeats what is random about it.
 */
final class TortureIT {
  private static final long SEED = Long.getLong("torture.seed", new Random().nextInt());

  @TempDir Path folder;

  @Test
  void losesNothingInSqlite() throws Exception {
    Path data = folder.resolve("data");
    judge(
        "SQLite",
        Integer.getInteger("torture.kills", 8),
        "jdbc:sqlite:" + data.resolve("chat.db"),
        "--store=sqlite",
        "--data-dir=" + data);
    try (ServerProcess check = ServerProcess.start("check", "--data-dir=" + data)) {
      assertEquals(0, check.exitCode(), () -> check.output().toString());
      Torture.print(String.join("\n", check.output()));
    }
  }

  @Test
  void losesNothingInPostgres() throws Exception {
    String url = PostgresServer.freshUrl();
    int kills = Integer.getInteger("torture.kills", 3);
    judge("PostgreSQL", kills, url, "--database-url=" + url);
  }

  private static void judge(String store, int kills, String jdbcUrl, String... place)
      throws Exception {
    Torture.print("Torture of " + store + ": " + kills + " kills, seed " + SEED);
    String[] flags = new String[place.length + 1];
    flags[0] = "--limits=off"; // the rates of a few people are not what is tried
    System.arraycopy(place, 0, flags, 1, place.length);
    Torture.Outcome outcome = new Torture(SEED, flags).run(kills);

    Verdict verdict = HistoryChecker.check(outcome.history(), StoredTables.read(jdbcUrl));

    Torture.print(store + ": " + outcome.summary());
    Torture.print(store + ": " + verdict.summary());
    assertEquals(Set.of(), verdict.broken(), () -> "seed " + SEED + "\n" + verdict.details());
    assertEquals(List.of(), outcome.surprises(), () -> "seed " + SEED);
    assertTrue(verdict.acks() > 0 && verdict.stored() > 0, "nobody said anything");
    assertTrue(
        kills < 8 || (outcome.killsWhileStarting() > 0 && outcome.killsWhileJoining() > 0),
        outcome::summary);
  }
}
