package chat.server.storage.follow;

import chat.core.port.StoreException;
import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.GroupCommit;
import chat.server.storage.sql.SqlSession;
import chat.server.storage.sql.SqlWork;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

/** The databases of a follower: of the log, and of its consumer's cursors. Thread-safe. */
public interface FollowerStore {
  /** Connects to them. */
  Connected connect() throws SQLException;

  /** Where the cursors are. */
  LogCursors cursors();

  /**
   * Throws away the database of the cursors, so that it is made anew by the next start, if a
   * failure like this means that it is damaged.
   *
   * @return whether it was thrown away
   */
  default boolean discardIfDamaged(SQLException failure) {
    return false;
  }

  /** The connections of a follower. Confined to its thread. */
  interface Connected extends AutoCloseable {
    /** Reads the log. */
    SqlSession log();

    /** Reads the cursors. */
    SqlSession cursors();

    /** Does work in a transaction of the cursors' database; returns when it is committed. */
    void write(SqlWork<Boolean> work) throws SQLException;

    /** Ends what was read, so that what is read next is of later. */
    default void endReads() throws SQLException {
      log().commit();
    }

    /** Undoes what was not committed. */
    default void rollback() throws SQLException {
      log().rollback();
    }

    @Override
    void close() throws SQLException;
  }

  /** Cursors in the database of the log, whose writer moves them. It takes one connection. */
  static FollowerStore ofLog(Dialect log, GroupCommit writer, String name) {
    LogCursors cursors = LogCursors.of(name);
    return new FollowerStore() {
      @Override
      public LogCursors cursors() {
        return cursors;
      }

      @Override
      public Connected connect() throws SQLException {
        return new OfLog(new SqlSession(log.connectToRead()), writer);
      }
    };
  }

  /**
   * Cursors beside an index, which has no other writer.
   *
   * @param discardIfDamaged see {@link #discardIfDamaged}
   */
  static FollowerStore ofIndex(
      Dialect log, Dialect index, Predicate<SQLException> discardIfDamaged) {
    return new FollowerStore() {
      @Override
      public LogCursors cursors() {
        return LogCursors.OF_INDEX;
      }

      @Override
      public Connected connect() throws SQLException {
        SqlSession read = new SqlSession(log.connectToRead());
        try {
          return new OfIndex(read, new SqlSession(index.connectToWrite()));
        } catch (SQLException | RuntimeException e) {
          read.close();
          throw e;
        }
      }

      @Override
      public boolean discardIfDamaged(SQLException failure) {
        return discardIfDamaged.test(failure);
      }
    };
  }

  /** See {@link #ofLog}. */
  record OfLog(SqlSession log, GroupCommit writer) implements Connected {
    @Override
    public SqlSession cursors() {
      return log;
    }

    @Override
    public void write(SqlWork<Boolean> work) {
      try {
        Boolean unused = writer.writeAnyhow(work).toCompletableFuture().join();
      } catch (CompletionException e) {
        throw new StoreException(e.getCause().getMessage(), e.getCause());
      }
    }

    @Override
    public void close() throws SQLException {
      log.close();
    }
  }

  /** See {@link #ofIndex}. */
  record OfIndex(SqlSession log, SqlSession cursors) implements Connected {
    @Override
    public void write(SqlWork<Boolean> work) throws SQLException {
      Boolean unused = work.run(cursors);
      cursors.commit();
    }

    @Override
    public void endReads() throws SQLException {
      log.commit();
      cursors.commit();
    }

    @Override
    public void rollback() throws SQLException {
      log.rollback();
      cursors.rollback();
    }

    @Override
    public void close() throws SQLException {
      try (log) {
        cursors.close();
      }
    }
  }
}
