package chat.server.store;

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

/** A database that counts the statements of those who read. Thread-safe. */
final class CountingDatabase implements Database {
  private final Database database;
  private final Queue<String> reads = new ConcurrentLinkedQueue<>();

  CountingDatabase(Database database) {
    this.database = database;
  }

  /** The statements since the last time, sorted. */
  List<String> takeReads() {
    List<String> taken = new ArrayList<>();
    for (String read = reads.poll(); read != null; read = reads.poll()) {
      taken.add(read);
    }
    Collections.sort(taken); // several threads read
    return taken;
  }

  @Override
  public String dialect() {
    return database.dialect();
  }

  @Override
  public Connection connectToWrite() throws SQLException {
    return database.connectToWrite();
  }

  @Override
  public Connection connectToRead() throws SQLException {
    Connection connection = database.connectToRead();
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
          if (method.getName().startsWith("execute") && isReader(Thread.currentThread())) {
            reads.add(sql);
          }
          return invoke(statement, method, arguments);
        });
  }

  /** The indexer reads too, when it likes. */
  private static boolean isReader(Thread thread) {
    return thread.getName().startsWith("chat-store-reader");
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

  @Override
  public SearchDatabase search() {
    return database.search();
  }

  @Override
  public String rowLock() {
    return database.rowLock();
  }

  @Override
  public Blame blame(SQLException failure, boolean atCommit) {
    return database.blame(failure, atCommit);
  }

  @Override
  public Runnable ifLost(Session session) throws SQLException {
    return database.ifLost(session);
  }

  @Override
  public void beginWrite(Session session) throws SQLException {
    database.beginWrite(session);
  }

  @Override
  public void close() {
    database.close();
  }
}
