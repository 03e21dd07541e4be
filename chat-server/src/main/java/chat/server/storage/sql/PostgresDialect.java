package chat.server.storage.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** PostgreSQL with a connection pool. Thread-safe by the pool. */
public final class PostgresDialect implements Dialect {
  /**
   * The connections of the writer, the search index and other followers, with one to spare while a
   * broken one is replaced.
   */
  private static final int OTHER_CONNECTIONS = 5;

  private static final int CONNECT_MILLIS = 5_000;

  /** How long a change waits for a lock of another program; clients retry after a failure. */
  private static final int LOCK_TIMEOUT_MILLIS = 2_000;

  /**
   * How long the server may be silent before the connection counts as lost, many times the duration
   * of a group commit. A parameter of the URL takes precedence.
   */
  private static final int SILENCE_SECONDS = 20;

  /**
   * SQLSTATE classes of lost connections, insufficient resources, locks, shutdowns, system errors
   * and internal errors.
   */
  private static final Set<String> DATABASE_FAILURES =
      Set.of("08", "53", "55", "57", "58", "F0", "XX");

  private final HikariDataSource pool;
  private final InDoubtTransactions lost = new InDoubtTransactions();

  private PostgresDialect(HikariDataSource pool) {
    this.pool = pool;
  }

  /**
   * Connects to a database.
   *
   * @param url the database
   * @throws IOException if the connection fails
   */
  public static PostgresDialect at(PostgresUrl url) throws IOException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url.jdbc());
    url.user().ifPresent(config::setUsername);
    url.password().ifPresent(config::setPassword);
    // Error details contain the row, and failures are logged: message text must not be.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    config.setPoolName("chat-store");
    config.setMaximumPoolSize(ReadPool.OF_STORE + ReadPool.OF_SEARCH + OTHER_CONNECTIONS);
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setAutoCommit(false);
    config.addDataSourceProperty("socketTimeout", SILENCE_SECONDS);
    config.addDataSourceProperty("tcpKeepAlive", true);
    config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    try {
      return new PostgresDialect(new HikariDataSource(config));
    } catch (PoolInitializationException e) {
      throw new IOException("cannot connect to the database: " + rootOf(e).getMessage(), e);
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
    try {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET lock_timeout = " + LOCK_TIMEOUT_MILLIS);
      }
      connection.commit();
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public Connection connectToRead() throws SQLException {
    Connection connection = pool.getConnection();
    connection.setReadOnly(true);
    return connection;
  }

  @Override
  public String rowLock() {
    return " FOR UPDATE";
  }

  @Override
  public FailureScope blame(SQLException failure, boolean atCommit) {
    String state = failure.getSQLState();
    // PostgreSQL shuts down when it cannot trust its disk, so the scope is never the disk.
    return state == null || DATABASE_FAILURES.contains(state.substring(0, 2))
        ? FailureScope.DATABASE
        : FailureScope.CHANGE;
  }

  @Override
  public Runnable ifLost(SqlSession session) throws SQLException {
    InDoubtTransactions.Backend backend = InDoubtTransactions.Backend.of(session.connection());
    session.commit();
    return () -> lost.add(backend);
  }

  @Override
  public void beginRead(SqlSession session) throws SQLException {
    lost.settle(session.connection());
  }

  @Override
  public void beginWrite(SqlSession session) throws SQLException {
    lost.settle(session.connection());
  }

  @Override
  public void close() {
    pool.close();
  }
}
