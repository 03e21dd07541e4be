package chat.core.command.file;

import chat.core.command.Reply;
import chat.core.file.FileId;
import chat.core.file.Upload;
import java.util.Objects;
import java.util.Optional;

/**
 * Continues one's own upload, for those who may send messages to its room at that moment. The host
 * asks before it takes bytes, and again to store what it has taken. Immutable.
 *
 * @param file the id of the upload
 * @param step what to store
 */
public record ContinueUpload(FileId file, Step step)
    implements FileCommand<ContinueUpload.Continued> {
  /** What is stored of an upload. */
  public sealed interface Step {
    /** Nothing: only the right is checked. */
    record Check() implements Step {}

    /**
     * More bytes are on disk, or the upload is finished.
     *
     * @param before the state that was seen before the bytes were taken
     * @param after the new state
     */
    record Advance(Upload before, Upload after) implements Step {
      /** Rejects null. */
      public Advance {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
      }
    }

    /**
     * A preview is on disk.
     *
     * @param bytes its length
     */
    record Preview(long bytes) implements Step {}
  }

  /**
   * The upload was continued.
   *
   * @param upload its state; empty when it had another state than the one that was seen
   */
  public record Continued(Optional<Upload> upload) implements Reply {
    /** Rejects null. */
    public Continued {
      Objects.requireNonNull(upload, "upload");
    }
  }

  /** Rejects null. */
  public ContinueUpload {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(step, "step");
  }
}
