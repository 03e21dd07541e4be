package chat.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** PostgreSQL, reached by a pool of connections. Thread-safe by the pool. */
public final class PostgresDatabase implements Database {
  /** Of the writer and the indexer, and one to spare while a broken one is replaced. */
  private static final int OTHER_CONNECTIONS = 4;

  private static final int CONNECT_MILLIS = 5_000;

  private final HikariDataSource pool;

  private PostgresDatabase(HikariDataSource pool) {
    this.pool = pool;
  }

  /**
   * Connects to a database.
   *
   * @param url where it is, as JDBC writes it
   * @throws IOException if it does not answer
   */
  public static PostgresDatabase at(PostgresUrl url) throws IOException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url.jdbc());
    url.user().ifPresent(config::setUsername);
    url.password().ifPresent(config::setPassword);
    config.setPoolName("chat-store");
    config.setMaximumPoolSize(SqlStore.READERS + SearchIndex.SEARCHERS + OTHER_CONNECTIONS);
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setAutoCommit(false);
    config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    try {
      return new PostgresDatabase(new HikariDataSource(config));
    } catch (PoolInitializationException e) {
      throw new IOException("the database does not answer: " + rootOf(e).getMessage(), e);
    }
  }

  private static Throwable rootOf(Throwable failure) {
    return failure.getCause() == null ? failure : rootOf(failure.getCause());
  }

  @Override
  public String dialect() {
    return "postgresql";
  }

  @Override
  public Connection connectToWrite() throws SQLException {
    Connection connection = pool.getConnection();
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    return connection;
  }

  @Override
  public Connection connectToRead() throws SQLException {
    Connection connection = pool.getConnection();
    connection.setReadOnly(true);
    return connection;
  }

  @Override
  public SearchDatabase search() {
    return new PostgresSearchDatabase(this);
  }

  @Override
  public String rowLock() {
    return " FOR UPDATE";
  }

  @Override
  public boolean isFatal(SQLException failure) {
    return false; // PostgreSQL itself ends when it cannot trust its disk
  }

  @Override
  public void close() {
    pool.close();
  }
}
