package chat.core.command.file;

import chat.core.command.Reply;
import chat.core.file.FileId;
import java.util.Objects;

/**
 * Removes one's own upload, which no message has bound. Immutable.
 *
 * @param file the id of the upload
 */
public record RemoveUpload(FileId file) implements FileCommand<RemoveUpload.Removed> {
  /** The upload is removed. */
  public record Removed() implements Reply {}

  /** Rejects null. */
  public RemoveUpload {
    Objects.requireNonNull(file, "file");
  }
}
