package chat.server.storage.sql;

import java.util.function.Supplier;

/** Is told how far long work is. Called on the thread that works, often; it must be quick. */
@FunctionalInterface
public interface Progress {
  /**
   * Work goes on.
   *
   * @param state how far it is; asked for only when somebody wants to know
   */
  void at(Supplier<String> state);
}
