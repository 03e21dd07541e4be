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
 * The native library of the SQLite driver, which has to be a file. By itself the driver unpacks
 * another copy into the temporary folder at each start, and a process that is killed leaves it
 * there. Here it has one place, in a folder of the data directory that belongs to the owner alone,
 * where each start writes it anew, so what is loaded is what is shipped. Where that is not possible
 * the driver does as ever. Thread-safe by its monitor.
 */
public final class NativeLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);

  /** Below the data directory. */
  public static final String FOLDER = "native";

  // The driver looks here, once in the life of a process.
  private static final String PATH_PROPERTY = "org.sqlite.lib.path";
  private static final String NAME_PROPERTY = "org.sqlite.lib.name";

  private static final String UNFINISHED = ".part";

  private static final Set<PosixFilePermission> WRITABLE_BY_OTHERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private static boolean isPlaced; // guarded by the class

  private NativeLibrary() {}

  /**
   * Gives the driver the library below {@code directory}, before the first connection of the
   * process; afterwards it is loaded, and this does nothing.
   *
   * @param directory a data directory, which exists
   */
  public static synchronized void place(Path directory) {
    if (isPlaced || System.getProperty(PATH_PROPERTY) != null) {
      return;
    }
    isPlaced = true;
    try {
      Path library = write(directory.toRealPath());
      System.setProperty(PATH_PROPERTY, library.getParent().toString());
      System.setProperty(NAME_PROPERTY, library.getFileName().toString());
    } catch (IOException e) {
      LOG.warn(
          "The library of SQLite goes into the temporary folder, and stays there after a crash: {}",
          e.toString());
    }
  }

  /**
   * Writes the library below {@code directory}.
   *
   * @return where it is
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
        throw new IOException("there is no " + resource);
      }
      try (var file = Files.newOutputStream(unfinished, StandardOpenOption.WRITE)) {
        shipped.transferTo(file);
      }
      // A process that has the one before loaded keeps it.
      return Files.move(
          unfinished,
          folder.resolve(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** A folder, and no link to one, in which nobody else can put or replace a file. */
  private static void requireOwn(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(folder + " is no folder");
    }
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Set<PosixFilePermission> rights = new HashSet<>(Files.getPosixFilePermissions(folder));
      rights.retainAll(WRITABLE_BY_OTHERS);
      if (!rights.isEmpty()) {
        throw new IOException("other users can write to " + folder);
      }
    }
  }

  /** What processes left that were killed while they wrote. */
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
