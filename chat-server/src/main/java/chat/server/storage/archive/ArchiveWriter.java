package chat.server.storage.archive;

import chat.server.storage.sql.Progress;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a zip of stored entries, and last a manifest with the size and SHA-256 of each. Confined
 * to one thread.
 */
public final class ArchiveWriter implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final int MEBIBYTE = 1 << 20;

  private final ZipOutputStream zip;
  private final AtomicFile manifest; // it may have more lines than fit into memory
  private final Writer lines;
  private final Progress progress;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private long written;

  /**
   * Begins an archive.
   *
   * @param to the file to write to, which exists
   */
  public ArchiveWriter(Path to, Progress progress) throws IOException {
    this.progress = progress;
    this.manifest = AtomicFile.later(to.resolveSibling(to.getFileName() + ".manifest"));
    this.lines = Files.newBufferedWriter(manifest.temporary());
    this.zip =
        new ZipOutputStream(
            new BufferedOutputStream(
                Files.newOutputStream(to, StandardOpenOption.TRUNCATE_EXISTING), BUFFER));
    zip.setMethod(ZipOutputStream.STORED);
  }

  /** Bytes that do not change. */
  public interface Source {
    /** Reads bytes from {@code offset} on; at the end 0 or less. */
    int read(ByteBuffer into, long offset) throws IOException;
  }

  /** Adds a file. */
  public void add(String name, Path file) throws IOException {
    try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ)) {
      add(name, from::read);
    }
  }

  /** Adds an entry. */
  public void add(String name, Source from) throws IOException {
    lines.write(store(name, from).json() + "\n");
  }

  /** Reads everything twice: the header of a stored entry has its length and checksum. */
  private ArchiveEntry store(String name, Source from) throws IOException {
    MessageDigest hash = ArchiveReader.sha256();
    CRC32 crc = new CRC32();
    long size = 0;
    while (next(from, size)) {
      size += buffer.remaining();
      crc.update(buffer.duplicate());
      hash.update(buffer);
    }
    ZipEntry entry = new ZipEntry(name);
    entry.setSize(size);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    long copied = 0;
    while (next(from, copied)) {
      copied += buffer.remaining();
      written += buffer.remaining();
      zip.write(buffer.array(), 0, buffer.remaining());
      progress.at(() -> written / MEBIBYTE + " MiB archived");
    }
    zip.closeEntry();
    return new ArchiveEntry(name, size, HexFormat.of().formatHex(hash.digest()));
  }

  private boolean next(Source from, long offset) throws IOException {
    buffer.clear();
    int count = from.read(buffer, offset);
    while (count > 0 && buffer.hasRemaining()) {
      count = from.read(buffer, offset + buffer.position());
    }
    return buffer.flip().hasRemaining();
  }

  /** Adds the manifest, and ends the archive. */
  public void end() throws IOException {
    lines.close();
    try (FileChannel from = FileChannel.open(manifest.temporary(), StandardOpenOption.READ)) {
      var unused = store(ArchiveReader.MANIFEST, from::read);
    }
    zip.finish();
    zip.flush();
  }

  @Override
  public void close() throws IOException {
    try (manifest;
        zip) {
      lines.close();
    }
  }
}
