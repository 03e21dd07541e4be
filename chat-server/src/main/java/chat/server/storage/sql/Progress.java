package chat.server.storage.sql;

import java.util.function.Supplier;

/**
 * Receives the progress of a long operation. Called often on the thread that does the work; must be
 * fast.
 */
@FunctionalInterface
public interface Progress {
  /**
   * Reports progress.
   *
   * @param state describes the progress; called only when it is displayed
   */
  void at(Supplier<String> state);
}
