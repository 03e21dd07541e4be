package chat.server.storage.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.BooleanSupplier;

/** Overwrites the old versions of rows in PostgreSQL by {@code VACUUM}. Thread-safe. */
public final class PostgresVacuum implements Overwriter {
  /** All tables that have, or had, text of messages or words of it. */
  private static final String VACUUM =
      "VACUUM messages, events, versions, reactions, pins, documents";

  private final PostgresDialect database;

  public PostgresVacuum(PostgresDialect database) {
    this.database = database;
  }

  @Override
  public void overwrite(BooleanSupplier isStopping) throws SQLException {
    try (Connection connection = database.connectToWrite()) {
      connection.setAutoCommit(true); // it cannot run in a transaction
      connection.setNetworkTimeout(Runnable::run, 0); // a large table takes minutes, silently
      try (Statement statement = connection.createStatement()) {
        statement.execute(VACUUM);
      } finally {
        connection.setAutoCommit(false);
      }
    }
  }
}
