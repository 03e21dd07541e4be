package chat.core.file;

import chat.core.model.RoomId;
import chat.core.model.UserId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The state of an upload, which becomes a file of a message when the message binds it. Immutable.
 *
 * @param id the id of the upload and of its file
 * @param room the room that it is for; of a bound one, that of its message
 * @param uploader the user who uploads
 * @param clientId the key of the uploader's client, which makes creating it again a repetition;
 *     empty for none
 * @param created when it was created
 * @param length the number of bytes that its client announced
 * @param offset how many of them are on disk, 0 to {@code length}
 * @param file its description: until it is finished, what its client said of it; once it is bound,
 *     its message describes it, and this has its id alone
 * @param isFinished whether all of its content is on disk and its type is known
 * @param message the {@code seq} of the message that has bound it; empty for none
 */
public record Upload(
    FileId id,
    RoomId room,
    UserId uploader,
    Optional<String> clientId,
    Instant created,
    long length,
    long offset,
    FileInfo file,
    boolean isFinished,
    OptionalLong message) {
  /** Bytes are counted against the quota in blocks of this size, as file systems allot them. */
  public static final long BLOCK_BYTES = 4_096;

  /**
   * @throws IllegalArgumentException if the offset is out of its range
   */
  public Upload {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(room, "room");
    Objects.requireNonNull(uploader, "uploader");
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(message, "message");
    if (offset < 0 || offset > length) {
      throw new IllegalArgumentException("offset out of range");
    }
  }

  /** A new upload without any bytes. */
  public static Upload begin(
      RoomId room,
      UserId uploader,
      Optional<String> clientId,
      Instant created,
      long length,
      FileInfo file) {
    return new Upload(
        file.id(), room, uploader, clientId, created, length, 0, file, false, OptionalLong.empty());
  }

  /** The bytes that content of this length takes of the quota. */
  public static long space(long length) {
    return Math.max(1, (length + BLOCK_BYTES - 1) / BLOCK_BYTES) * BLOCK_BYTES;
  }

  /** The same upload with more bytes on disk. */
  public Upload at(long newOffset) {
    return with(room, newOffset, file, isFinished, message);
  }

  /** The same upload with its final description. */
  public Upload finished(FileInfo described) {
    return with(room, length, described, true, message);
  }

  /** The same upload with another description. */
  public Upload with(FileInfo described) {
    return with(room, offset, described, isFinished, message);
  }

  /** The same upload as a file of a message, which describes it from now on. */
  public Upload bound(RoomId to, long seq) {
    return with(to, offset, FileInfo.undescribed(id, length), isFinished, OptionalLong.of(seq));
  }

  private Upload with(
      RoomId in, long newOffset, FileInfo described, boolean finished, OptionalLong by) {
    return new Upload(
        id, in, uploader, clientId, created, length, newOffset, described, finished, by);
  }
}
