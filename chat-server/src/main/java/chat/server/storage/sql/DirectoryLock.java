package chat.server.storage.sql;

import chat.server.file.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Locks a data directory for one process until it is closed. Thread-safe. */
public final class DirectoryLock implements AutoCloseable {
  private final Path directory;
  private final FileChannel file;

  private DirectoryLock(Path directory, FileChannel file) {
    this.directory = directory;
    this.file = file;
  }

  /**
   * Locks a data directory, which is created if it is missing.
   *
   * @throws IOException if the directory cannot be used, or another process uses it
   */
  public static DirectoryLock take(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, OwnerOnly.directory(directory));
    }
    Path lock = directory.resolve("lock");
    OwnerOnly.makeFile(lock);
    // A user who can open the file could lock it, and prevent the server from starting.
    OwnerOnly.restrict(lock);
    FileChannel file = FileChannel.open(lock, StandardOpenOption.WRITE);
    if (!isMine(file)) {
      file.close();
      throw new IOException(directory + " is in use by another server");
    }
    return new DirectoryLock(directory, file);
  }

  public Path directory() {
    return directory;
  }

  private static boolean isMine(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // another server in this process
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
