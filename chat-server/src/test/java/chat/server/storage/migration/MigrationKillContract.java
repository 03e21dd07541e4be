package chat.server.storage.migration;

import static chat.core.port.Stages.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.core.model.RoomId;
import chat.core.port.LogHead;
import chat.core.port.Patience;
import chat.server.storage.SqlStore;
import chat.server.storage.directory.RoomRow;
import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.SqlSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A migration that is killed by {@code kill -9} is finished by the next start without loss: a step
 * is committed together with its version entry, or not at all.
 */
@Timeout(5 * Patience.SECONDS)
abstract class MigrationKillContract {
  private static final RoomId BIG = RoomId.of("big");
  private static final int USERS = 5_000;
  private static final long AT = 1_700_000_000_000L;

  /** The number of messages of a store, enough for its migration to take a while. */
  abstract int messages();

  /** The location of a store, an argument of {@link MigrationProcess}; a new one for each test. */
  abstract String newPlace() throws Exception;

  /** Opens the database at a place. */
  abstract Dialect database(String place) throws Exception;

  /** Opens the store of a database. */
  abstract SqlStore open(Dialect dialect) throws IOException;

  /** Further checks of a store that was migrated and closed. */
  void inspect(String place) throws Exception {
    // nothing
  }

  @Test
  void killedAtEachStepLeavesTheStoreBeforeOrAfterIt() throws Exception {
    String place = newPlace();
    fill(place);
    int last = Form.ALL.size();
    for (int step = 2; step <= last; step++) {
      // The first commit of a start creates the table of schema versions.
      kill(place, MigrationProcess.Point.BEFORE_STATEMENT, 4);
      assertEquals(step - 1, form(place));
      kill(place, MigrationProcess.Point.BEFORE_COMMIT, 2);
      assertEquals(step - 1, form(place));
      kill(place, MigrationProcess.Point.AFTER_COMMIT, 2);
      assertEquals(step, form(place));
      try (Dialect dialect = database(place);
          SqlSession session = new SqlSession(dialect.connectToWrite())) {
        Form.ALL.get(step - 1).fill(session);
        session.commit();
      }
    }
    check(place, Form.ALL);
  }

  /** Kills starts while their statements run. */
  @Test
  void killedAtAnyTimeIsFinishedByTheNextStart() throws Exception {
    String place = newPlace();
    fill(place);
    Random random = new Random(7);
    // Each of the steps 2 and 6 has two statements for each user.
    kill(place, MigrationProcess.Point.PASSING_STATEMENT, 3 + random.nextInt(USERS));
    kill(place, MigrationProcess.Point.PASSING_STATEMENT, 3 * USERS + random.nextInt(USERS / 2));
    int form = form(place);
    assertTrue(form > 1 && form < 6, () -> "form " + form);
    kill(place, MigrationProcess.Point.PASSING_STATEMENT, 3 + random.nextInt(USERS));
    check(place, Form.ALL.subList(0, 1));
    assertEquals(Form.ALL.size(), form(place));
  }

  private void fill(String place) throws Exception {
    try (Dialect dialect = database(place);
        SqlSession session = new SqlSession(dialect.connectToWrite())) {
      Migrations.apply(session, dialect.dialect(), 1);
      Form.ALL.get(0).fill(session);
      fillMore(session);
      session.commit();
    }
  }

  private void fillMore(SqlSession session) throws SQLException {
    String numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) ";
    String number = "((SELECT number FROM rooms WHERE id = 'big') << 32) + i";
    session.update(
        "INSERT INTO users (id, name, folded, kind, seen) "
            + numbers
            + "SELECT 'user' || i, 'User_' || i, 'user_' || i, 'GUEST', "
            + AT
            + " FROM n",
        USERS);
    session.update(
        "INSERT INTO rooms (id, name, public_name, kind, permanent, code, topic, epoch, head,"
            + " floor, messages) VALUES ('big', 'Big', 'big', 'PUBLIC', 0, '', '', 'e', ?, 0, ?)",
        messages(),
        messages());
    session.update(
        "INSERT INTO events (id, type, author, author_name, author_kind, at, client_id, text) "
            + numbers
            + "SELECT "
            + number
            + ", 'posted', 'user1', 'User_1', 'GUEST', "
            + AT
            + ", 'k' || i, 'message ' || i FROM n",
        messages());
    session.update(
        "INSERT INTO send_keys (named, author, client_id, event, at) "
            + numbers
            + "SELECT 'big', 'user1', 'k' || i, "
            + number
            + ", "
            + AT
            + " FROM n",
        messages());
  }

  private int form(String place) throws Exception {
    try (Dialect dialect = database(place);
        SqlSession session = new SqlSession(dialect.connectToRead())) {
      return session
          .first("SELECT max(version) FROM schema_version", row -> row.getInt(1))
          .orElseThrow();
    }
  }

  /** Starts a process on a store and kills it at a point. */
  private static void kill(String place, MigrationProcess.Point point, int number)
      throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                MigrationProcess.class.getName(),
                place,
                point.name(),
                Integer.toString(number))
            .redirectErrorStream(true)
            .start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      String line = output.readLine();
      while (line != null && !line.equals(MigrationProcess.THERE)) {
        lines.add(line);
        line = output.readLine();
      }
      assertEquals(
          MigrationProcess.THERE, line, () -> point + " " + number + " was not reached: " + lines);
    } finally {
      process.destroyForcibly();
    }
    assertTrue(process.waitFor(Patience.SECONDS, TimeUnit.SECONDS));
  }

  /** Opens the store, which finishes the migration, and checks all data. */
  private void check(String place, List<Form> forms) throws Exception {
    try (SqlStore store = open(database(place))) {
      LogHead head = done(store.log().heads(List.of(BIG))).get(BIG);
      assertEquals(new LogHead("e", messages(), 0, messages()), head);
      for (Form each : forms) {
        each.check(store);
      }
    }
    try (Dialect dialect = database(place);
        SqlSession session = new SqlSession(dialect.connectToRead())) {
      int[] next = {1};
      session.each(
          "SELECT messages.id, text, client_id FROM messages JOIN rooms"
              + " ON rooms.id = 'big' AND rooms.number = messages.id >> 32 ORDER BY messages.id",
          row -> {
            assertEquals(next[0], RoomRow.seqOf(row.getLong(1)));
            assertEquals("message " + next[0], row.getString(2));
            assertEquals("k" + next[0], row.getString(3));
            next[0]++;
          });
      assertEquals(messages() + 1, next[0]);
      assertEquals(
          messages(),
          session
              .first("SELECT count(*) FROM send_keys WHERE named = 'big'", row -> row.getInt(1))
              .orElseThrow());
    }
    inspect(place);
  }
}
