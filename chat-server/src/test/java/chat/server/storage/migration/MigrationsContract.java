package chat.server.storage.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.server.storage.SqlStore;
import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.SqlSession;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What migrations must do in every dialect: a store of any earlier version loses nothing. */
abstract class MigrationsContract {
  /** An empty database; called once for each store. */
  protected abstract Dialect dialect() throws Exception;

  /** Opens {@code database} like a server. */
  protected abstract SqlStore open(Dialect dialect) throws IOException;

  /** Further checks of a database that was migrated and closed. */
  protected void inspect(Dialect dialect) throws Exception {}

  @Test
  void migratesStoresOfEveryVersionWithoutLoss() throws Exception {
    for (int form = 1; form <= Form.ALL.size(); form++) {
      Dialect dialect = dialect();
      try (SqlSession session = new SqlSession(dialect.connectToWrite())) {
        for (int step = 1; step <= form; step++) {
          Migrations.apply(session, dialect.dialect(), step);
          Form.ALL.get(step - 1).fill(session);
          session.commit();
        }
      }
      try (SqlStore store = open(dialect)) {
        for (Form filled : Form.ALL.subList(0, form)) {
          filled.check(store);
        }
      }
      inspect(dialect);
    }
  }

  @Test
  void hasAFormForEveryStep() throws Exception {
    Dialect dialect = dialect();
    assertEquals(Form.ALL.size(), Migrations.latest(dialect.dialect()));
    open(dialect).close();
  }

  @Test
  void appliesEachStepOnce() throws Exception {
    Dialect dialect = dialect();
    try (SqlSession session = new SqlSession(dialect.connectToWrite())) {
      Migrations.apply(session, dialect.dialect());
      Form.ALL.get(Form.ALL.size() - 1).fill(session);
      session.commit();
      Migrations.apply(session, dialect.dialect());
      assertEquals(
          Form.ALL.size(),
          session.first("SELECT count(*) FROM schema_version", row -> row.getInt(1)).orElse(0));
      session.update("INSERT INTO schema_version (version) VALUES (?)", Form.ALL.size() + 1);
      session.commit();
      assertThrows(
          SQLException.class, () -> Migrations.apply(session, dialect.dialect()), "from later");
    }
    dialect.close();
  }
}
