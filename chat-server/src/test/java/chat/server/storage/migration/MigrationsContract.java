package chat.server.storage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.server.storage.SqlStore;
import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.SqlSession;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What migrations must do in every dialect: a store of any earlier form loses nothing. */
abstract class MigrationsContract {
  /** A database that holds nothing; called once for each store. */
  protected abstract Dialect database() throws Exception;

  /** Opens {@code database} as a server does. */
  protected abstract SqlStore open(Dialect database) throws IOException;

  /** What else is to be said of a database that was migrated and closed. */
  protected void inspect(Dialect database) throws Exception {}

  @Test
  void bringsStoresOfEveryFormToTheLatestAndLosesNothing() throws Exception {
    for (int form = 1; form <= Form.ALL.size(); form++) {
      Dialect database = database();
      try (SqlSession session = new SqlSession(database.connectToWrite())) {
        for (int step = 1; step <= form; step++) {
          Migrations.apply(session, database.dialect(), step);
          Form.ALL.get(step - 1).fill(session);
          session.commit();
        }
      }
      try (SqlStore store = open(database)) {
        for (Form filled : Form.ALL.subList(0, form)) {
          filled.check(store);
        }
      }
      inspect(database);
    }
  }

  @Test
  void hasAFormForEveryStep() throws Exception {
    Dialect database = database();
    assertEquals(Form.ALL.size(), Migrations.latest(database.dialect()));
    open(database).close();
  }

  @Test
  void takesEachStepOnce() throws Exception {
    Dialect database = database();
    try (SqlSession session = new SqlSession(database.connectToWrite())) {
      Migrations.apply(session, database.dialect());
      Form.ALL.get(Form.ALL.size() - 1).fill(session);
      session.commit();
      Migrations.apply(session, database.dialect());
      assertEquals(
          Form.ALL.size(),
          session.first("SELECT count(*) FROM schema_version", row -> row.getInt(1)).orElse(0));
      session.update("INSERT INTO schema_version (version) VALUES (?)", Form.ALL.size() + 1);
      session.commit();
      assertThrows(
          SQLException.class, () -> Migrations.apply(session, database.dialect()), "from later");
    }
    database.close();
  }
}
