package chat.core.command.file;

import chat.core.command.Reply;
import chat.core.file.FileId;
import chat.core.file.FileInfo;
import java.util.Objects;

/**
 * Asks to read a file, for those who may read the room of its message. To be asked anew for each
 * read. Immutable.
 *
 * @param file the id of the file
 */
public record OpenFile(FileId file) implements FileCommand<OpenFile.Opened> {
  /**
   * The file may be read now.
   *
   * @param file what its message says of it
   */
  public record Opened(FileInfo file) implements Reply {
    /** Rejects null. */
    public Opened {
      Objects.requireNonNull(file, "file");
    }
  }

  /** Rejects null. */
  public OpenFile {
    Objects.requireNonNull(file, "file");
  }
}
