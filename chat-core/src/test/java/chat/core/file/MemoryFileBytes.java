package chat.core.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The bytes of files in memory, for tests. Thread-safe by its monitor. */
final class MemoryFileBytes implements FileBytes {
  private final Map<FileId, Map<Part, Stored>> files = new HashMap<>(); // guarded by this
  private final Clock clock;

  /**
   * No files.
   *
   * @param clock tells when a part was last changed
   */
  MemoryFileBytes(Clock clock) {
    this.clock = clock;
  }

  private final class Stored implements Content {
    private byte[] bytes = {};
    private Instant changed = clock.instant();

    @Override
    public long length() {
      synchronized (MemoryFileBytes.this) {
        return bytes.length;
      }
    }

    @Override
    public int read(ByteBuffer into, long offset) {
      synchronized (MemoryFileBytes.this) {
        int count = (int) Math.min(into.remaining(), Math.max(0, bytes.length - offset));
        if (count > 0) {
          into.put(bytes, (int) offset, count);
        }
        return count;
      }
    }

    @Override
    public void write(ByteBuffer from, long offset) throws IOException {
      synchronized (MemoryFileBytes.this) {
        if (offset > bytes.length) {
          throw new IOException("offset is beyond the end");
        }
        int end = Math.addExact((int) offset, from.remaining());
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length, end));
        from.get(bytes, (int) offset, from.remaining());
        changed = clock.instant();
      }
    }

    @Override
    public void truncate(long length) {
      synchronized (MemoryFileBytes.this) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(length, bytes.length));
      }
    }

    @Override
    public void sync() {
      // memory is as durable as it can be
    }

    @Override
    public void close() {
      // holds nothing
    }
  }

  @Override
  public synchronized Content write(FileId id, Part part) {
    return files
        .computeIfAbsent(id, each -> new EnumMap<>(Part.class))
        .computeIfAbsent(part, each -> new Stored());
  }

  @Override
  public synchronized Content read(FileId id, Part part) throws IOException {
    Stored stored = files.getOrDefault(id, Map.of()).get(part);
    if (stored == null) {
      throw new NoSuchFileException(id.value());
    }
    return stored;
  }

  @Override
  public synchronized void replace(FileId id, Part part) throws IOException {
    Map<Part, Stored> parts = files.getOrDefault(id, Map.of());
    if (!parts.containsKey(Part.COPY)) {
      throw new NoSuchFileException(id.value());
    }
    parts.put(part, parts.remove(Part.COPY));
  }

  @Override
  public synchronized void delete(FileId id) {
    files.remove(id);
  }

  @Override
  public synchronized void delete(FileId id, Part part) {
    files.getOrDefault(id, new EnumMap<>(Part.class)).remove(part);
  }

  @Override
  public void each(Instant time, BiConsumer<FileId, Part> visitor) {
    List<Runnable> found = new ArrayList<>();
    synchronized (this) {
      files.forEach(
          (id, parts) ->
              parts.forEach(
                  (part, each) -> {
                    if (each.changed.isBefore(time)) {
                      found.add(() -> visitor.accept(id, part));
                    }
                  }));
    }
    found.forEach(Runnable::run);
  }
}
