package chat.server.storage.maintenance;

import chat.core.file.FileBytes;
import chat.core.file.FileBytes.Content;
import chat.server.file.DirectoryFileBytes;
import chat.server.file.OwnerOnly;
import chat.server.storage.archive.ArchiveEntry;
import chat.server.storage.archive.ArchiveReader;
import chat.server.storage.archive.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Restored files, which are first written and synced beside those that are there, and then take
 * their place. Confined to one thread.
 */
final class StagedFiles implements AutoCloseable {
  private static final String PREFIX = "restoring-";

  private final Path root;
  private final Path staging;
  private final FileBytes bytes;

  private final boolean isNew;
  private boolean isPlaced;

  private StagedFiles(Path root, Path staging, boolean isNew) throws IOException {
    this.root = root;
    this.staging = staging;
    this.bytes = DirectoryFileBytes.at(staging);
    this.isNew = isNew;
  }

  /** Begins in a directory of files, which is created if it is missing. */
  static StagedFiles in(Path directory) throws IOException {
    boolean isNew = !Files.isDirectory(directory);
    if (isNew) {
      Files.createDirectories(directory, OwnerOnly.directory(directory));
    }
    try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, PREFIX + "*")) {
      for (Path each : left) {
        delete(each); // of a restore that was killed
      }
    }
    Path staging = Files.createTempDirectory(directory, PREFIX, OwnerOnly.directory(directory));
    return new StagedFiles(directory, staging, isNew);
  }

  /** Writes a file of an archive, if its bytes are those that were archived. */
  void write(ArchiveReader archive, ArchiveEntry entry, ArchiveEntry.FilePart part)
      throws IOException {
    try (Content content = bytes.write(part.id(), part.part())) {
      archive.read(
          entry,
          (read, length) -> content.write(ByteBuffer.wrap(read, 0, length), content.length()));
      content.sync();
    }
  }

  /**
   * Puts the files in place.
   *
   * @param aside the name of the directory to which present files are moved
   * @return that directory; empty when there were no files
   */
  Optional<Path> place(String aside) throws IOException {
    Path moved = root.resolve(aside);
    for (String name : DirectoryFileBytes.folders()) {
      Path folder = root.resolve(name);
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException e) {
        if (!Files.isDirectory(moved)) {
          Files.createDirectory(moved, OwnerOnly.directory(moved));
        }
        Files.move(folder, moved.resolve(name));
      }
      Files.move(staging.resolve(name), folder);
    }
    AtomicFile.syncDirectory(root);
    isPlaced = true;
    return Files.isDirectory(moved) ? Optional.of(moved) : Optional.empty();
  }

  /** Deletes a directory with all that is in it. */
  static void delete(Path directory) throws IOException {
    List<Path> found;
    try (Stream<Path> all = Files.walk(directory)) {
      found = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : found) {
      Files.deleteIfExists(each);
    }
  }

  @Override
  public void close() throws IOException {
    delete(staging);
    if (isNew && !isPlaced) {
      Files.deleteIfExists(root);
    }
  }
}
