package chat.server.files;

import chat.core.file.FileBytes.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * The bytes of an upload that one request sends. Its methods wait for the disk, and are called one
 * at a time.
 */
public final class Receipt {
  private final Content content;
  private final long begin;
  private final MessageDigest digest; // null when the client sends no checksum
  private long offset;

  private Receipt(Content content, long begin, MessageDigest digest) {
    this.content = content;
    this.begin = begin;
    this.digest = digest;
    this.offset = begin;
  }

  /** Removes what an earlier request left behind the offset that it did not come to store. */
  static Receipt begin(Content content, long offset, boolean isDigested) throws IOException {
    try {
      if (content.length() < offset) {
        throw new IOException("bytes of the upload are missing");
      }
      content.truncate(offset);
      MessageDigest digest = isDigested ? MessageDigest.getInstance("SHA-256") : null;
      return new Receipt(content, offset, digest);
    } catch (IOException e) {
      content.close();
      throw e;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** Takes a part of the body. */
  public Void take(ByteBuffer part) throws IOException {
    if (digest != null) {
      digest.update(part.duplicate());
    }
    int length = part.remaining();
    content.write(part, offset);
    offset += length;
    return null;
  }

  /**
   * Makes the bytes durable and returns how many of the upload are on disk.
   *
   * @param checksum that of the body; only a body that is complete and has it is kept
   * @param isComplete whether the body has ended as it should
   * @return empty when the body does not have the checksum
   */
  public Optional<Long> end(Optional<byte[]> checksum, boolean isComplete) throws IOException {
    try (content) {
      if (checksum.isPresent()
          && !(isComplete && MessageDigest.isEqual(checksum.get(), digest.digest()))) {
        content.truncate(begin);
        return Optional.empty();
      }
      content.sync();
      return Optional.of(offset);
    }
  }
}
