package chat.core.port;

import java.util.Objects;

/**
 * A log and the directory that belongs to it, as the contract tests get them. Immutable.
 *
 * @param log the log
 * @param directory the directory
 */
public record Store(MessageLog log, Directory directory) {
  /** Rejects null. */
  public Store {
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(directory, "directory");
  }
}
