package chat.server.storage.migration;

import chat.server.storage.SqlStore;
import chat.server.storage.search.SearchDialect;
import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.Overwriter;
import chat.server.storage.sql.PostgresDialect;
import chat.server.storage.sql.PostgresUrl;
import chat.server.storage.sql.SqliteDialect;
import chat.server.thread.CriticalThreads;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The main class of a process that opens a store like a server, and can be killed meanwhile: it
 * prints {@value #THERE} when it is at a given point of the first connection that writes, and
 * {@value #OPEN} when the store is open.
 */
final class MigrationProcess {
  static final String THERE = "is at the point";
  static final String OPEN = "has opened the store";

  /** The point at which a process reports. */
  enum Point {
    /** Before a commit, and goes no further. */
    BEFORE_COMMIT,
    /** After a commit, and goes no further. */
    AFTER_COMMIT,
    /** Before a statement, and goes no further. */
    BEFORE_STATEMENT,
    /** Before a statement, and goes on for at most {@value MigrationProcess#MORE} more. */
    PASSING_STATEMENT
  }

  /** Fewer than the statements that are left of a step when it is killed in the middle. */
  private static final int MORE = 1_000;

  private final Point point;
  private final int number;
  private int statements;
  private int commits;

  private MigrationProcess(Point point, int number) {
    this.point = point;
    this.number = number;
  }

  /**
   * Opens a store.
   *
   * @param arguments the store, as a directory or the address of a PostgreSQL; a {@link Point} and
   *     the number of the statement or commit
   */
  public static void main(String[] arguments) throws Exception {
    MigrationProcess process =
        new MigrationProcess(Point.valueOf(arguments[1]), Integer.parseInt(arguments[2]));
    CriticalThreads threads =
        new CriticalThreads(
            failure -> {
              throw new AssertionError(failure);
            });
    Optional<PostgresUrl> url = PostgresUrl.parse(arguments[0]);
    Dialect dialect =
        url.isPresent() ? PostgresDialect.at(url.get()) : SqliteDialect.in(Path.of(arguments[0]));
    SqlStore store =
        SqlStore.open(
            process.watched(dialect), SearchDialect.of(dialect), Overwriter.NONE, threads);
    System.out.println(OPEN);
    store.close();
  }

  private Dialect watched(Dialect dialect) {
    return proxy(
        Dialect.class,
        (proxy, method, given) -> {
          Object result = invoke(dialect, method, given);
          return method.getName().equals("connectToWrite") ? watched((Connection) result) : result;
        });
  }

  private Connection watched(Connection connection) {
    return proxy(
        Connection.class,
        (proxy, method, given) -> {
          boolean isCommit = method.getName().equals("commit");
          if (isCommit) {
            commits++;
            reach(Point.BEFORE_COMMIT, commits);
          }
          Object result = invoke(connection, method, given);
          if (isCommit) {
            reach(Point.AFTER_COMMIT, commits);
          }
          if (result instanceof PreparedStatement prepared) {
            return watched(PreparedStatement.class, prepared);
          }
          return result instanceof Statement statement
              ? watched(Statement.class, statement)
              : result;
        });
  }

  private <T extends Statement> T watched(Class<T> type, T statement) {
    return proxy(
        type,
        (proxy, method, given) -> {
          if (method.getName().startsWith("execute")) {
            statements++;
            reach(Point.PASSING_STATEMENT, statements);
            reach(Point.BEFORE_STATEMENT, statements);
          }
          return invoke(statement, method, given);
        });
  }

  private void reach(Point at, int count) throws InterruptedException {
    if (at != point) {
      return;
    }
    if (count == number) {
      System.out.println(THERE);
    }
    int last = at == Point.PASSING_STATEMENT ? number + MORE : number;
    if (count == last) {
      new CountDownLatch(1).await(); // to be killed
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
}
