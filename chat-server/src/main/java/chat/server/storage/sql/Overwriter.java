package chat.server.storage.sql;

import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/** Overwrites the bytes that a database keeps of deleted content. Thread-safe. */
public interface Overwriter extends AutoCloseable {
  /** Overwrites nothing. */
  Overwriter NONE = isStopping -> {};

  /**
   * Overwrites what was deleted by transactions that are committed; returns when it is done, or
   * when it stops and leaves the rest for the next start.
   *
   * @param isStopping whether it should stop; asked between its transactions
   * @throws SQLException if it failed; to be repeated
   */
  void overwrite(BooleanSupplier isStopping) throws SQLException;

  @Override
  default void close() {
    // nothing to close
  }
}
