package chat.server.files;

import chat.core.file.UploadLimits;
import chat.server.limit.Rate;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The settings of uploads. Immutable.
 *
 * @param limits who may upload, and how much
 * @param directory where the bytes of files are; empty when the server keeps no files
 * @param perUser how often a user may begin an upload
 * @param perAddress how often all users of an address may
 */
public record FileSettings(
    UploadLimits limits, Optional<Path> directory, Rate perUser, Rate perAddress) {
  /** Rejects null. */
  public FileSettings {
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(perUser, "perUser");
    Objects.requireNonNull(perAddress, "perAddress");
  }
}
