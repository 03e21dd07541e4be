package chat.core.file;

import java.io.IOException;
import java.util.Objects;

/** Says by its content what a file is. Stateless, thread-safe. */
@FunctionalInterface
public interface FileInspector {
  /**
   * What a file is. Immutable.
   *
   * @param type its media type; {@link FileInfo#UNKNOWN_TYPE} when it is not known
   * @param width the width of a picture in pixels; 0 for other files
   * @param height the height of a picture in pixels; 0 for other files
   */
  record Inspection(String type, int width, int height) {
    /** A file of an unknown type. */
    public static final Inspection UNKNOWN = new Inspection(FileInfo.UNKNOWN_TYPE, 0, 0);

    /** Rejects null. */
    public Inspection {
      Objects.requireNonNull(type, "type");
    }

    /** The number of pixels of a picture; 0 for other files. */
    public long pixels() {
      return (long) width * height;
    }
  }

  /**
   * Inspects content, without changing it; reads as much of it as it needs. Content that only looks
   * like a picture is of an unknown type.
   *
   * @throws IOException if the content cannot be read
   */
  Inspection inspect(FileBytes.Content content) throws IOException;
}
