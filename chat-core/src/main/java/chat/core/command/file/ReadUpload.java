package chat.core.command.file;

import chat.core.command.Reply;
import chat.core.file.FileId;
import chat.core.file.Upload;
import java.util.Objects;

/**
 * Reads the state of one's own upload. Immutable.
 *
 * @param file the id of the upload
 */
public record ReadUpload(FileId file) implements FileCommand<ReadUpload.Found> {
  /**
   * The state of the upload.
   *
   * @param upload the upload
   */
  public record Found(Upload upload) implements Reply {
    /** Rejects null. */
    public Found {
      Objects.requireNonNull(upload, "upload");
    }
  }

  /** Rejects null. */
  public ReadUpload {
    Objects.requireNonNull(file, "file");
  }
}
