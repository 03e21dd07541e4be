package chat.core.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.function.BiConsumer;

/**
 * The bytes of files. Calls block; they belong on threads that may wait for a disk. An
 * implementation
 *
 * <ol>
 *   <li>MUST return from {@link Content#sync} only after everything that was written before would
 *       survive a loss of power, the existence of the file included;
 *   <li>MUST NOT let anything outside of the chat choose where bytes are stored, and MUST keep them
 *       from other users of the machine;
 *   <li>MUST {@link #replace} a part durably and at once: a crash leaves the one or the other;
 *   <li>MUST delete bytes so that no later call finds them; content that is open may be read on.
 * </ol>
 *
 * Thread-safe; a {@link Content} is confined to one thread at a time.
 */
public interface FileBytes {
  /** What belongs to a file. */
  enum Part {
    /** The file itself. */
    CONTENT,
    /** A copy that is to take the place of another part. */
    COPY,
    /** A small picture of it. */
    PREVIEW
  }

  /** The open bytes of a part of a file. */
  interface Content extends AutoCloseable {
    /** The number of bytes. */
    long length() throws IOException;

    /**
     * Reads bytes from {@code offset} on, as many as there are and fit into {@code into}.
     *
     * @return their number; 0 at the end
     */
    int read(ByteBuffer into, long offset) throws IOException;

    /** Writes all remaining bytes at {@code offset}, which is not beyond the end. */
    void write(ByteBuffer bytes, long offset) throws IOException;

    /** Removes all bytes from {@code length} on. */
    void truncate(long length) throws IOException;

    /** Makes what was written durable. */
    void sync() throws IOException;

    @Override
    void close() throws IOException;
  }

  /** Opens a part for reading and writing; creates it without bytes when there is none. */
  Content write(FileId id, Part part) throws IOException;

  /**
   * Opens a part for reading.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  Content read(FileId id, Part part) throws IOException;

  /**
   * Puts the copy, which is synced, in place of another part.
   *
   * @throws java.nio.file.NoSuchFileException if there is no copy
   */
  void replace(FileId id, Part part) throws IOException;

  /** Deletes all parts of a file, if there are any. */
  void delete(FileId id) throws IOException;

  /** Deletes a part of a file, if there is one. */
  void delete(FileId id, Part part) throws IOException;

  /** Passes on each part of each file that was last changed before {@code time}. */
  void each(Instant time, BiConsumer<FileId, Part> visitor) throws IOException;
}
