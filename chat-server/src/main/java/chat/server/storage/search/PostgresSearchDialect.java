package chat.server.storage.search;

import chat.server.storage.migration.Migrations;
import chat.server.storage.sql.FailureScope;
import chat.server.storage.sql.Overwriter;
import chat.server.storage.sql.PostgresDialect;
import chat.server.storage.sql.SqlSession;
import java.sql.Connection;
import java.sql.SQLException;

/** A search index in the PostgreSQL database of the log. Thread-safe. */
record PostgresSearchDialect(PostgresDialect log) implements SearchDialect {
  @Override
  public String dialect() {
    return "postgresql-search";
  }

  @Override
  public WordIndex words() {
    return new PostgresWordIndex();
  }

  @Override
  public Overwriter overwriter() {
    return Overwriter.NONE; // the log's covers the index
  }

  @Override
  public boolean isOverwriteDue() {
    return false;
  }

  @Override
  public void prepare() throws SQLException {
    try (SqlSession session = new SqlSession(connectToWrite())) {
      Migrations.apply(session, dialect());
    }
  }

  @Override
  public boolean discardIfDamaged(SQLException failure) {
    return false; // PostgreSQL maintains its indexes
  }

  @Override
  public Connection connectToWrite() throws SQLException {
    return log.connectToWrite();
  }

  @Override
  public Connection connectToRead() throws SQLException {
    return log.connectToRead();
  }

  @Override
  public void beginRead(SqlSession session) throws SQLException {
    log.beginRead(session);
  }

  @Override
  public String rowLock() {
    return log.rowLock();
  }

  @Override
  public FailureScope blame(SQLException failure, boolean atCommit) {
    return FailureScope.DATABASE; // the index can be rebuilt
  }

  @Override
  public void close() {
    // the database is closed with the log
  }
}
