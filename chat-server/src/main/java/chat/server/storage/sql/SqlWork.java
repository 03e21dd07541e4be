package chat.server.storage.sql;

import java.sql.SQLException;

/**
 * Work on a database. It may be run again when the transaction that it was part of did not commit,
 * so it changes nothing but the database.
 *
 * @param <T> what it brings
 */
@FunctionalInterface
public interface SqlWork<T> {
  /** Does the work within the session's transaction. */
  T run(SqlSession session) throws SQLException;
}
