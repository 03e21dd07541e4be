package chat.server.store;

import java.sql.SQLException;

/**
 * Work on a database. It may be run again when the transaction that it was part of did not commit,
 * so it changes nothing but the database.
 *
 * @param <T> what it brings
 */
@FunctionalInterface
interface Sql<T> {
  /** Does the work within the session's transaction. */
  T run(Session session) throws SQLException;
}
