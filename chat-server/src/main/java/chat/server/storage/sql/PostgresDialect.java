package chat.server.storage.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** PostgreSQL, reached by a pool of connections. Thread-safe by the pool. */
public final class PostgresDialect implements Dialect {
  /**
   * Of the writer, the search index and another follower; one to spare while a broken one is
   * replaced.
   */
  private static final int OTHER_CONNECTIONS = 5;

  private static final int CONNECT_MILLIS = 5_000;

  /** How long a change waits for what another program has locked; its senders try again. */
  private static final int LOCK_TIMEOUT_MILLIS = 2_000;

  /**
   * How long a server that is there may be silent before the connection counts as lost; an address
   * that says otherwise wins. It is many times what a group of changes takes.
   */
  private static final int SILENCE_SECONDS = 20;

  /** Lost connections, want of space, locks, shutdowns, system errors and PostgreSQL's own. */
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
   * @param url where it is, as JDBC writes it
   * @throws IOException if it does not answer
   */
  public static PostgresDialect at(PostgresUrl url) throws IOException {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url.jdbc());
    url.user().ifPresent(config::setUsername);
    url.password().ifPresent(config::setPassword);
    // The detail of an error holds the row, and failures are logged: what is said must not be.
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
    // PostgreSQL itself ends when it cannot trust its disk, so it is never the disk.
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
