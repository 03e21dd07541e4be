package chat.server.store;

import java.sql.Connection;
import java.sql.SQLException;

/** An index in the database of the log. Thread-safe. */
record PostgresSearchDatabase(PostgresDatabase log) implements SearchDatabase {
  @Override
  public String dialect() {
    return "postgresql-search";
  }

  @Override
  public WordIndex words() {
    return new PostgresWordIndex();
  }

  @Override
  public void prepare() throws SQLException {
    try (Session session = new Session(connectToWrite())) {
      Migrations.apply(session, dialect());
    }
  }

  @Override
  public boolean discardIfDamaged(SQLException failure) {
    return false; // PostgreSQL takes care of its indexes
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
  public void beginRead(Session session) throws SQLException {
    log.beginRead(session);
  }

  @Override
  public String rowLock() {
    return log.rowLock();
  }

  @Override
  public Blame blame(SQLException failure, boolean atCommit) {
    return Blame.DATABASE; // it can be made anew
  }

  @Override
  public void close() {
    // the log's database is closed with the log
  }
}
