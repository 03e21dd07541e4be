package chat.core.internal.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;

/** Writes a copy. Confined to one walk. */
public final class Copy implements Output {
  private static final int BUFFER_BYTES = 32 * 1024;

  private final SeekableByteChannel source;
  private final WritableByteChannel sink;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

  /** The range of the file that is kept next; ranges that touch are read as one. */
  private long keptFrom;

  private long keptLength;

  private long written;

  public Copy(SeekableByteChannel source, WritableByteChannel sink) {
    this.source = source;
    this.sink = sink;
  }

  @Override
  public void keep(long from, long length) throws IOException {
    if (from != keptFrom + keptLength) {
      readKept();
      keptFrom = from;
    }
    keptLength += length;
  }

  @Override
  public void insert(byte[] bytes) throws IOException {
    readKept();
    for (byte each : bytes) {
      room().put(each);
    }
  }

  @Override
  public void zeros(long length) throws IOException {
    readKept();
    for (long left = length; left > 0; left--) {
      room().put((byte) 0);
    }
  }

  /**
   * Writes what is left. To be called at the end.
   *
   * @return the bytes of the whole copy
   */
  public long finish() throws IOException {
    readKept();
    flush();
    return written;
  }

  private void readKept() throws IOException {
    if (keptLength > 0) {
      source.position(keptFrom);
    }
    while (keptLength > 0) {
      int before = room().position();
      buffer.limit((int) Math.min(buffer.capacity(), before + keptLength));
      int read = source.read(buffer);
      buffer.limit(buffer.capacity());
      if (read < 0) {
        throw new EOFException("the file has become shorter");
      }
      keptFrom += read;
      keptLength -= read;
    }
  }

  private ByteBuffer room() throws IOException {
    if (!buffer.hasRemaining()) {
      flush();
    }
    return buffer;
  }

  private void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      written += sink.write(buffer);
    }
    buffer.clear();
  }
}
