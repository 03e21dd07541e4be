package chat.server.file;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import chat.core.file.FileBytes;
import chat.core.file.FileId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * The bytes of files in a directory: a file for each part, named by the random id and readable by
 * its owner alone, in 256 folders by the first two digits of the id. Symbolic links below the
 * directory are never followed. Thread-safe.
 */
public final class DirectoryFileBytes implements FileBytes {
  private static final int FOLDERS = 256;
  private static final int DIGITS = 2;
  private static final Map<Part, String> ENDINGS =
      Map.of(Part.CONTENT, "", Part.COPY, ".copy", Part.PREVIEW, ".preview");
  private static final Set<OpenOption> WRITE =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          NOFOLLOW_LINKS);
  private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS);

  private final Path root;

  private DirectoryFileBytes(Path root) {
    this.root = root;
  }

  /**
   * Opens a directory, which belongs to one chat alone, and creates what it lacks.
   *
   * @throws IOException if it cannot be created, or has something else where a folder belongs
   */
  public static DirectoryFileBytes at(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, OwnerOnly.directory(directory));
    }
    DirectoryFileBytes files = new DirectoryFileBytes(directory.toRealPath());
    for (String name : folders()) {
      files.makeFolder(name);
    }
    sync(files.root);
    return files;
  }

  /** Where files are when no other directory is set. */
  public static Path within(Path dataDirectory) {
    return dataDirectory.resolve("files");
  }

  /** Opens a directory to read it, and creates nothing; one that does not exist has no files. */
  public static DirectoryFileBytes find(Path directory) {
    return new DirectoryFileBytes(directory);
  }

  /** The names of the folders in the directory. */
  public static List<String> folders() {
    return IntStream.range(0, FOLDERS)
        .mapToObj(number -> String.format(Locale.ROOT, "%02x", number))
        .toList();
  }

  private void makeFolder(String name) throws IOException {
    Path folder = root.resolve(name);
    try {
      Files.createDirectory(folder, OwnerOnly.directory(folder));
    } catch (FileAlreadyExistsException e) {
      requireFolder(folder);
    }
  }

  private static void requireFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
      throw new NotDirectoryException(folder + " is not a directory");
    }
  }

  private Path folder(FileId id) {
    return root.resolve(id.value().substring(0, DIGITS));
  }

  private Path path(FileId id, Part part) {
    return folder(id).resolve(id.value() + ENDINGS.get(part));
  }

  @Override
  public Content write(FileId id, Part part) throws IOException {
    requireFolder(folder(id));
    Path path = path(id, part);
    return new Open(FileChannel.open(path, WRITE, OwnerOnly.file(path)), folder(id));
  }

  @Override
  public Content read(FileId id, Part part) throws IOException {
    return new Open(open(id, part), folder(id));
  }

  /**
   * Opens a part for reading, as a channel.
   *
   * @throws NoSuchFileException if there is none
   */
  public FileChannel open(FileId id, Part part) throws IOException {
    if (!Files.isDirectory(folder(id), NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(id.value());
    }
    return FileChannel.open(path(id, part), READ);
  }

  @Override
  public void replace(FileId id, Part part) throws IOException {
    requireFolder(folder(id));
    Files.move(path(id, Part.COPY), path(id, part), StandardCopyOption.ATOMIC_MOVE);
    sync(folder(id));
  }

  @Override
  public void delete(FileId id) throws IOException {
    for (Part part : Part.values()) {
      delete(id, part);
    }
  }

  @Override
  public void delete(FileId id, Part part) throws IOException {
    requireFolder(folder(id));
    Files.deleteIfExists(path(id, part));
  }

  @Override
  public void each(Instant time, BiConsumer<FileId, Part> visitor) throws IOException {
    for (String name : folders()) {
      Path folder = root.resolve(name);
      if (!Files.exists(folder, NOFOLLOW_LINKS)) {
        continue;
      }
      requireFolder(folder);
      try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
        for (Path path : paths) {
          visit(path, time, visitor);
        }
      }
    }
  }

  private static void visit(Path path, Instant time, BiConsumer<FileId, Part> visitor)
      throws IOException {
    String name = path.getFileName().toString();
    int length = Math.min(name.length(), FileId.LENGTH);
    String id = name.substring(0, length);
    for (Part part : Part.values()) {
      if (ENDINGS.get(part).equals(name.substring(length))
          && FileId.isValid(id)
          && isOlder(path, time)) {
        visitor.accept(FileId.of(id), part);
      }
    }
  }

  private static boolean isOlder(Path path, Instant time) throws IOException {
    try {
      BasicFileAttributes found =
          Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
      return found.lastModifiedTime().toInstant().isBefore(time);
    } catch (NoSuchFileException e) {
      return false; // deleted meanwhile
    }
  }

  /** Makes the entries of a directory durable, where the file system can do so. */
  private static void sync(Path directory) throws IOException {
    if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** An open file. */
  private record Open(FileChannel channel, Path folder) implements Content {
    @Override
    public long length() throws IOException {
      return channel.size();
    }

    @Override
    public int read(ByteBuffer into, long offset) throws IOException {
      int count = 0;
      int more = 0;
      while (into.hasRemaining() && more >= 0) {
        count += more;
        more = channel.read(into, offset + count);
      }
      return count + Math.max(0, more);
    }

    @Override
    public void write(ByteBuffer bytes, long offset) throws IOException {
      if (offset > channel.size()) {
        throw new IOException("offset is beyond the end");
      }
      long at = offset;
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    }

    @Override
    public void truncate(long length) throws IOException {
      channel.truncate(length);
    }

    /** The folder too: the file may be new, also when an earlier process has created it. */
    @Override
    public void sync() throws IOException {
      channel.force(true);
      DirectoryFileBytes.sync(folder);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
