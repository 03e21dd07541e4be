package chat.server.storage.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads a zip of {@link ArchiveWriter}, which may be damaged or made by others: only entries that
 * an archive has are read, none beyond the size that the manifest gives. Confined to one thread.
 */
public final class ArchiveReader implements AutoCloseable {
  /** The name of the manifest, which is the last entry: JSON lines. */
  public static final String MANIFEST = "manifest.jsonl";

  private static final int BUFFER = 1 << 16;
  private static final byte[] BEGIN = {'P', 'K', 3, 4};

  private final Path file;
  private final ZipFile zip;

  private ArchiveReader(Path file, ZipFile zip) {
    this.file = file;
    this.zip = zip;
  }

  /** Takes an entry of the manifest, in its order. */
  public interface Visitor {
    void visit(ArchiveEntry entry) throws IOException;
  }

  /** Takes bytes of an entry. */
  public interface Sink {
    void take(byte[] bytes, int length) throws IOException;
  }

  /** Whether a file begins like an archive, so that it is not a database. */
  public static boolean isArchive(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(BEGIN.length), BEGIN);
    }
  }

  /**
   * Opens an archive and checks that it has the entries of its manifest and no others.
   *
   * @throws IOException if it is cut, or is none of this server
   */
  public static ArchiveReader open(Path file) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile(), UTF_8);
    } catch (ZipException e) {
      throw new IOException(file + " is incomplete or damaged: " + e.getMessage(), e);
    }
    ArchiveReader reader = new ArchiveReader(file, zip);
    try {
      reader.requireKnownEntries();
      return reader;
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private void requireKnownEntries() throws IOException {
    Optional<String> alien =
        zip.stream()
            .map(ZipEntry::getName)
            .filter(name -> !ArchiveEntry.isAllowed(name))
            .findFirst();
    if (alien.isPresent()) {
      throw new IOException(file + " has an entry that no backup has: " + alien.get());
    }
    long[] listed = {1}; // the manifest
    each(entry -> listed[0]++);
    if (listed[0] != zip.size()) {
      throw new IOException(
          file + " is damaged: it has " + zip.size() + " entries, the manifest " + listed[0]);
    }
  }

  /** Passes on the entries of the manifest. */
  public void each(Visitor visitor) throws IOException {
    ZipEntry manifest = zip.getEntry(MANIFEST);
    if (manifest == null) {
      throw new IOException(file + " has no manifest: it is no backup or export of a chat");
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(zip.getInputStream(manifest), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        ArchiveEntry entry;
        try {
          entry = ArchiveEntry.of(line);
        } catch (RuntimeException e) { // not JSON, or an entry that is not allowed
          throw new IOException(file + " has an invalid manifest: " + e.getMessage(), e);
        }
        visitor.visit(entry);
      }
    } catch (ZipException e) {
      throw damaged(MANIFEST, e.getMessage(), e);
    }
  }

  /**
   * Passes on the bytes of an entry.
   *
   * @throws IOException if it is missing, or its bytes are not those that were written
   */
  public void read(ArchiveEntry entry, Sink sink) throws IOException {
    ZipEntry found = zip.getEntry(entry.name());
    if (found == null) {
      throw damaged(entry.name(), "it is missing", null);
    }
    MessageDigest hash = sha256();
    byte[] buffer = new byte[BUFFER];
    long left = entry.size();
    try (InputStream in = zip.getInputStream(found)) {
      int count = in.read(buffer);
      while (count >= 0 && count <= left) {
        left -= count;
        hash.update(buffer, 0, count);
        sink.take(buffer, count);
        count = in.read(buffer);
      }
      if (count >= 0 || left > 0) {
        throw damaged(entry.name(), "it does not have " + entry.size() + " bytes", null);
      }
    } catch (ZipException e) {
      throw damaged(entry.name(), e.getMessage(), e);
    }
    if (!HexFormat.of().formatHex(hash.digest()).equals(entry.sha256())) {
      throw damaged(entry.name(), "it has been changed", null);
    }
  }

  /** The length of an entry, as far as the zip says; empty when there is none. */
  public OptionalLong size(String name) {
    ZipEntry found = zip.getEntry(name);
    return found == null ? OptionalLong.empty() : OptionalLong.of(found.getSize());
  }

  private IOException damaged(String name, String why, Exception cause) {
    return new IOException(file + " is damaged: " + name + ": " + why, cause);
  }

  /** A new SHA-256. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
