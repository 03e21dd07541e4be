package chat.server.file;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock on the deletion of bytes in a directory of files, between processes. A backup holds it, so
 * that what its copy of the database names is still there when it is copied; the sweep of a server
 * deletes nothing meanwhile. Stateless.
 */
public final class ErasureLock {
  private static final String NAME = ".erasing";
  private static final long PAUSE_NANOS = 10_000_000;

  /** Work that deletes bytes. */
  @FunctionalInterface
  public interface Work {
    /** Does the work. */
    void run() throws IOException;
  }

  /** Work that needs all bytes to stay. */
  @FunctionalInterface
  public interface Reading<T> {
    /** Does the work. */
    T run() throws IOException;
  }

  private ErasureLock() {}

  /** Creates the file of the lock, if there is none; what runs a sweep has to. */
  public static void prepare(Path directory) throws IOException {
    try {
      OwnerOnly.makeFile(directory.resolve(NAME));
    } catch (FileAlreadyExistsException e) {
      return; // another server of the same chat was faster
    }
  }

  /**
   * Runs work during which no process deletes bytes; waits for a deletion that is under way.
   * Several processes can do so at once.
   */
  public static <T> T reading(Path directory, Reading<T> work) throws IOException {
    Path path = directory.resolve(NAME);
    if (!Files.isRegularFile(path, NOFOLLOW_LINKS)) {
      return work.run(); // no server has used this directory, so that none deletes from it
    }
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, NOFOLLOW_LINKS)) {
      while (!isShared(file)) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      return work.run();
    }
  }

  private static boolean isShared(FileChannel file) throws IOException {
    try {
      return file.tryLock(0, Long.MAX_VALUE, true) != null;
    } catch (OverlappingFileLockException e) {
      return false; // a sweep of this process
    }
  }

  /** Runs work that deletes bytes; does nothing while another process holds the lock. */
  public static void erasing(Path directory, Work work) throws IOException {
    try (FileChannel file =
        FileChannel.open(directory.resolve(NAME), StandardOpenOption.WRITE, NOFOLLOW_LINKS)) {
      if (isAlone(file)) {
        work.run();
      }
    }
  }

  private static boolean isAlone(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // it is held in this process
    }
  }
}
