package chat.server.storage.sql;

import java.sql.SQLException;

/** Overwrites the bytes that a database keeps of deleted content. Thread-safe. */
public interface Overwriter extends AutoCloseable {
  /** Overwrites nothing. */
  Overwriter NONE = () -> {};

  /**
   * Overwrites what was deleted by transactions that are committed; returns when it is done.
   *
   * @throws SQLException if it failed; to be repeated
   */
  void overwrite() throws SQLException;

  @Override
  default void close() {
    // nothing to close
  }
}
