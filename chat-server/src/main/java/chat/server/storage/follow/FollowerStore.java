package chat.server.storage.follow;

import chat.core.port.StoreException;
import chat.server.storage.sql.Dialect;
import chat.server.storage.sql.GroupCommit;
import chat.server.storage.sql.SqlSession;
import chat.server.storage.sql.SqlWork;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

/**
 * The databases of a follower: that of the log, and that of its consumer's cursors. Thread-safe.
 */
public interface FollowerStore {
  /** Opens connections to both databases. */
  Connected connect() throws SQLException;

  /** The cursors of the consumer. */
  LogCursors cursors();

  /**
   * Deletes the database of the cursors, which the next start recreates, if {@code failure} means
   * that it is damaged.
   *
   * @return whether it was deleted
   */
  default boolean discardIfDamaged(SQLException failure) {
    return false;
  }

  /** The connections of a follower. Confined to its thread. */
  interface Connected extends AutoCloseable {
    /** The session that reads the log. */
    SqlSession log();

    /** The session that reads the cursors. */
    SqlSession cursors();

    /**
     * Runs {@code work} in a transaction of the cursors' database; returns when it is committed.
     */
    void write(SqlWork<Boolean> work) throws SQLException;

    /** Ends the read transactions, so that later reads have a new snapshot. */
    default void endReads() throws SQLException {
      log().commit();
    }

    /** Rolls back the open transactions. */
    default void rollback() throws SQLException {
      log().rollback();
    }

    @Override
    void close() throws SQLException;
  }

  /** Cursors in the database of the log, moved by its writer. Takes one connection. */
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
   * Cursors in the database of a search index, which has no other writer than what overwrites
   * removed words.
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
          return new OfIndex(read, new SqlSession(index.connectToWrite()), index);
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
  record OfIndex(SqlSession log, SqlSession cursors, Dialect index) implements Connected {
    @Override
    public void write(SqlWork<Boolean> work) throws SQLException {
      cursors.commit(); // what was read of the cursors
      index.beginWrite(cursors);
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
