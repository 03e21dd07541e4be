package chat.server.storage.sql;

import java.sql.SQLException;

/**
 * An operation on a database. It may run again when its transaction did not commit, so it must have
 * no other side effects.
 *
 * @param <T> its result
 */
@FunctionalInterface
public interface SqlWork<T> {
  /** Runs the operation in the transaction of {@code session}. */
  T run(SqlSession session) throws SQLException;
}
