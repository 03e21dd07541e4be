package chat.server.storage;

import chat.server.storage.search.SearchDialect;
import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.FailureScope;
import chat.server.storage.sql.SqlSession;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A database that records the statements of readers and of the writer. Thread-safe. */
final class CountingDatabase implements Dialect {
  private final Dialect dialect;
  private final Queue<String> reads = new ConcurrentLinkedQueue<>();
  private final Queue<String> writes = new ConcurrentLinkedQueue<>();

  CountingDatabase(Dialect dialect) {
    this.dialect = dialect;
  }

  /** The statements since the last time, sorted. */
  List<String> takeReads() {
    return take(reads);
  }

  /** The statements of the writer since the last time, sorted. */
  List<String> takeWrites() {
    return take(writes);
  }

  private static List<String> take(Queue<String> statements) {
    List<String> taken = new ArrayList<>();
    for (String each = statements.poll(); each != null; each = statements.poll()) {
      taken.add(each);
    }
    Collections.sort(taken); // several threads read
    return taken;
  }

  @Override
  public String dialect() {
    return dialect.dialect();
  }

  @Override
  public Connection connectToWrite() throws SQLException {
    return counting(dialect.connectToWrite());
  }

  @Override
  public Connection connectToRead() throws SQLException {
    return counting(dialect.connectToRead());
  }

  private Connection counting(Connection connection) {
    return proxy(
        Connection.class,
        (proxy, method, arguments) -> {
          Object result = invoke(connection, method, arguments);
          return result instanceof PreparedStatement statement
              ? counting((String) arguments[0], statement)
              : result;
        });
  }

  private PreparedStatement counting(String sql, PreparedStatement statement) {
    return proxy(
        PreparedStatement.class,
        (proxy, method, arguments) -> {
          if (method.getName().startsWith("execute")) {
            count(sql, Thread.currentThread().getName());
          }
          return invoke(statement, method, arguments);
        });
  }

  /** The indexer reads at any time too. */
  private void count(String sql, String thread) {
    if (thread.startsWith("chat-store-reader") || thread.startsWith("chat-store-search")) {
      reads.add(sql);
    } else if (thread.equals("chat-store-writer")) {
      writes.add(sql);
    }
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** The search index, whose reads are recorded too. */
  SearchDialect search() {
    SearchDialect search = SearchDialect.of(dialect);
    return proxy(
        SearchDialect.class,
        (proxy, method, arguments) ->
            method.getName().equals("connectToRead")
                ? counting(search.connectToRead())
                : invoke(search, method, arguments));
  }

  @Override
  public String rowLock() {
    return dialect.rowLock();
  }

  @Override
  public FailureScope blame(SQLException failure, boolean atCommit) {
    return dialect.blame(failure, atCommit);
  }

  @Override
  public Runnable ifLost(SqlSession session) throws SQLException {
    return dialect.ifLost(session);
  }

  @Override
  public void beginWrite(SqlSession session) throws SQLException {
    dialect.beginWrite(session);
  }

  @Override
  public void close() {
    dialect.close();
  }
}
