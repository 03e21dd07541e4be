package chat.server.storage.sql;

import chat.server.file.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Installs the native library of the SQLite driver in the data directory. By default the driver
 * unpacks a new copy into the temporary folder at each start, and a killed process leaves it there.
 * Here it is written to one folder that only the owner can access. Each start overwrites it, so
 * that the loaded library is the one in the jar. If that fails, the driver's default applies.
 * Thread-safe by the monitor of the class.
 */
public final class NativeLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);

  /** The name of the folder in the data directory. */
  public static final String FOLDER = "native";

  // The driver reads these properties once per process.
  private static final String PATH_PROPERTY = "org.sqlite.lib.path";
  private static final String NAME_PROPERTY = "org.sqlite.lib.name";

  private static final String UNFINISHED = ".part";

  private static final Set<PosixFilePermission> WRITABLE_BY_OTHERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private static boolean isInstalled; // guarded by the class

  private NativeLibrary() {}

  /**
   * Installs the library in {@code directory}, before the first connection of the process; later
   * calls do nothing.
   *
   * @param directory a data directory, which exists
   */
  public static synchronized void place(Path directory) {
    if (isInstalled || System.getProperty(PATH_PROPERTY) != null) {
      return;
    }
    isInstalled = true;
    try {
      Path library = write(directory.toRealPath());
      System.setProperty(PATH_PROPERTY, library.getParent().toString());
      System.setProperty(NAME_PROPERTY, library.getFileName().toString());
    } catch (IOException e) {
      LOG.warn(
          "The SQLite library is unpacked into the temporary folder, where a crash leaves it: {}",
          e.toString());
    }
  }

  /**
   * Writes the library to {@code directory}.
   *
   * @return its path
   * @throws IOException if it cannot be written, or another user could replace it
   */
  static Path write(Path directory) throws IOException {
    requireOwn(directory);
    Path folder = directory.resolve(FOLDER);
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(folder, OwnerOnly.directory(folder));
    }
    requireOwn(folder);
    removeUnfinished(folder);
    String name = LibraryLoaderUtil.getNativeLibName();
    Path unfinished = folder.resolve(name + "." + ProcessHandle.current().pid() + UNFINISHED);
    Files.createFile(unfinished, OwnerOnly.file(unfinished));
    if (!Files.getOwner(unfinished).equals(Files.getOwner(folder))) {
      Files.delete(unfinished);
      throw new IOException(folder + " belongs to another user");
    }
    String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
    try (InputStream shipped = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
      if (shipped == null) {
        throw new IOException("missing resource " + resource);
      }
      try (var file = Files.newOutputStream(unfinished, StandardOpenOption.WRITE)) {
        shipped.transferTo(file);
      }
      // A process that has loaded the previous file keeps it.
      return Files.move(
          unfinished,
          folder.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Requires a folder, not a link to one, in which no other user can create or replace files. */
  private static void requireOwn(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(folder + " is not a directory");
    }
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Set<PosixFilePermission> rights = new HashSet<>(Files.getPosixFilePermissions(folder));
      rights.retainAll(WRITABLE_BY_OTHERS);
      if (!rights.isEmpty()) {
        throw new IOException("other users can write to " + folder);
      }
    }
  }

  /** Deletes the unfinished files of killed processes. */
  private static void removeUnfinished(Path folder) throws IOException {
    List<Path> left;
    try (Stream<Path> files = Files.list(folder)) {
      left = files.filter(file -> file.toString().endsWith(UNFINISHED)).toList();
    }
    for (Path each : left) {
      Files.deleteIfExists(each);
    }
  }
}
