package chat.core.internal.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * A file, read through a window. Numbers are big-endian and unsigned unless the name says
 * otherwise. Reading beyond the end is {@link Malformed}. Confined to one walk.
 */
public final class Bytes {
  private static final int WINDOW_BYTES = 8 * 1024;

  private final SeekableByteChannel channel;
  private final long size;
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES).limit(0);
  private long windowStart;

  public Bytes(SeekableByteChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
  }

  /** Bytes of the file. */
  public long size() {
    return size;
  }

  public int u8(long at) throws Malformed, IOException {
    long index = at - windowStart;
    if (index < 0 || index >= window.limit()) {
      fill(at);
      index = 0;
    }
    return window.get((int) index) & 0xFF;
  }

  public int u16(long at) throws Malformed, IOException {
    return u8(at) << 8 | u8(at + 1);
  }

  public long u32(long at) throws Malformed, IOException {
    return (long) u16(at) << 16 | u16(at + 2);
  }

  /** A number of 64 bits, of which the highest must not be set. */
  public long u63(long at) throws Malformed, IOException {
    long value = u32(at) << 32 | u32(at + 4);
    if (value < 0) {
      throw new Malformed("length beyond 63 bits");
    }
    return value;
  }

  public int u16LittleEndian(long at) throws Malformed, IOException {
    return u8(at) | u8(at + 1) << 8;
  }

  public int u24LittleEndian(long at) throws Malformed, IOException {
    return u16LittleEndian(at) | u8(at + 2) << 16;
  }

  public long u32LittleEndian(long at) throws Malformed, IOException {
    return u16LittleEndian(at) | (long) u16LittleEndian(at + 2) << 16;
  }

  /** Whether these characters, of which each is a byte, are there. False beyond the end. */
  public boolean is(long at, String latin1) throws Malformed, IOException {
    if (at > size - latin1.length()) {
      return false;
    }
    for (int i = 0; i < latin1.length(); i++) {
      if (u8(at + i) != latin1.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether these bytes are there. False beyond the end. */
  public boolean is(long at, byte[] bytes) throws Malformed, IOException {
    if (at > size - bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (u8(at + i) != (bytes[i] & 0xFF)) {
        return false;
      }
    }
    return true;
  }

  /** Whether all bytes of a range are zero. */
  public boolean isZero(long from, long end) throws Malformed, IOException {
    for (long at = from; at < end; at++) {
      if (u8(at) != 0) {
        return false;
      }
    }
    return true;
  }

  private void fill(long at) throws Malformed, IOException {
    if (at < 0 || at >= size) {
      throw new Malformed("ends early");
    }
    window.clear().limit((int) Math.min(WINDOW_BYTES, size - at));
    windowStart = at;
    channel.position(at);
    while (window.hasRemaining()) {
      if (channel.read(window) < 0) {
        window.limit(0);
        throw new EOFException("the file has become shorter");
      }
    }
    window.flip();
  }
}
