package chat.server.storage.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A JDBC connection with a cache of its prepared statements. Confined to one thread at a time. */
public final class SqlSession implements AutoCloseable {
  /** Maps the current row of a result set. */
  @FunctionalInterface
  public interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** Visits the current row of a result set. */
  @FunctionalInterface
  public interface Visit {
    void row(ResultSet row) throws SQLException;
  }

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  /**
   * Turns off auto-commit: the first statement begins a transaction, {@link #commit} or {@link
   * #rollback} ends it.
   */
  public SqlSession(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
  }

  public Connection connection() {
    return connection;
  }

  /** Runs a query and returns its rows in order. */
  public <T> List<T> list(String sql, Row<T> row, Object... arguments) throws SQLException {
    List<T> found = new ArrayList<>();
    try (ResultSet rows = bind(sql, arguments).executeQuery()) {
      while (rows.next()) {
        found.add(row.of(rows));
      }
    }
    return found;
  }

  /**
   * Runs a query and returns its rows in order, up to and including the first that matches {@code
   * last}.
   *
   * @param last called once for each row
   */
  public <T> List<T> list(String sql, Row<T> row, Predicate<? super T> last, Object... arguments)
      throws SQLException {
    List<T> found = new ArrayList<>();
    try (ResultSet rows = bind(sql, arguments).executeQuery()) {
      boolean goesOn = true;
      while (goesOn && rows.next()) {
        T each = row.of(rows);
        found.add(each);
        goesOn = !last.test(each);
      }
    }
    return found;
  }

  /** Runs a query and visits its rows in order, without collecting them. */
  public void each(String sql, Visit visit, Object... arguments) throws SQLException {
    try (ResultSet rows = bind(sql, arguments).executeQuery()) {
      while (rows.next()) {
        visit.row(rows);
      }
    }
  }

  /** Runs a query and returns its first row; empty if there is none. */
  public <T> Optional<T> first(String sql, Row<T> row, Object... arguments) throws SQLException {
    try (ResultSet rows = bind(sql, arguments).executeQuery()) {
      return rows.next() ? Optional.of(row.of(rows)) : Optional.empty();
    }
  }

  /** Runs an update and returns the number of affected rows. */
  public int update(String sql, Object... arguments) throws SQLException {
    return bind(sql, arguments).executeUpdate();
  }

  /** Closes a statement that was interrupted; it is prepared again when it is next run. */
  public void forget(String sql) throws SQLException {
    PreparedStatement stopped = prepared.remove(sql);
    if (stopped != null) {
      stopped.close();
    }
  }

  private PreparedStatement bind(String sql, Object... arguments) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
    return statement;
  }

  public void commit() throws SQLException {
    connection.commit();
  }

  public void rollback() throws SQLException {
    connection.rollback();
  }

  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : prepared.values()) {
      statement.close();
    }
    connection.close();
  }
}
