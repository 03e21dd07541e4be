package chat.core.file.content;

import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A file in memory that can be read. Confined to one thread. */
public class MemoryFile implements SeekableByteChannel {
  private final byte[] bytes;
  private long position;
  private long read;

  /** A file of these bytes, which are not copied. */
  public MemoryFile(byte[] bytes) {
    this.bytes = bytes;
  }

  /** How many bytes were read from it in all. */
  public long bytesRead() {
    return read;
  }

  @Override
  public int read(ByteBuffer into) {
    if (position >= bytes.length) {
      return -1;
    }
    int length = (int) Math.min(into.remaining(), bytes.length - position);
    into.put(bytes, (int) position, length);
    position += length;
    read += length;
    return length;
  }

  @Override
  public int write(ByteBuffer from) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
