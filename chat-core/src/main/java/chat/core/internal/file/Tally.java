package chat.core.internal.file;

/** Measures a copy without writing it. Confined to one walk. */
public final class Tally implements Output {
  private long length;
  private boolean changed;

  @Override
  public void keep(long from, long kept) {
    changed |= from != length;
    length += kept;
  }

  @Override
  public void insert(byte[] bytes) {
    changed = true;
    length += bytes.length;
  }

  @Override
  public void zeros(long zeros) {
    changed = true;
    length += zeros;
  }

  /** Bytes of the copy. */
  public long length() {
    return length;
  }

  /** Whether the copy is byte for byte the file, which has so many bytes. */
  public boolean equalsFileOf(long size) {
    return !changed && length == size;
  }
}
