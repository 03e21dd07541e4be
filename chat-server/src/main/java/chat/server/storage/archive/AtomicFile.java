package chat.server.storage.archive;

import chat.server.file.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Creates a file atomically: written under a temporary name, synced, then renamed. Confined to one
 * thread.
 */
public final class AtomicFile implements AutoCloseable {
  private final Path target;
  private final Path temporary;

  private AtomicFile(Path target, Path temporary) {
    this.target = target;
    this.temporary = temporary;
  }

  /**
   * Creates the temporary file, which only the owner can access.
   *
   * @throws IOException if {@code file} exists already or cannot be created
   */
  public static AtomicFile at(Path file) throws IOException {
    if (Files.exists(file)) {
      throw new IOException(file + " already exists");
    }
    return later(file);
  }

  /** Like {@link #at}, but {@code file} need not be free before {@link #keep}. */
  public static AtomicFile later(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    if (!Files.isDirectory(target.getParent())) {
      throw new IOException("no such directory: " + target.getParent());
    }
    String name = target.getFileName() + ".";
    return new AtomicFile(
        target, Files.createTempFile(target.getParent(), name, ".partial", OwnerOnly.file(target)));
  }

  /** The file that it becomes. */
  public Path target() {
    return target;
  }

  /** The temporary file to write to, which is empty at first. */
  public Path temporary() {
    return temporary;
  }

  /**
   * Syncs the file and renames it to its final name.
   *
   * @throws IOException if that fails, or a file of that name was created meanwhile
   */
  public void keep() throws IOException {
    sync();
    try {
      Files.move(temporary, target);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(target + " already exists", e);
    }
    syncDirectory(target.getParent());
  }

  /** Syncs the temporary file. */
  public void sync() throws IOException {
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Syncs a directory where the system can open one; other systems need no sync of names. */
  public static void syncDirectory(Path directory) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(directory, StandardOpenOption.READ);
    } catch (IOException e) {
      return;
    }
    try (channel) {
      channel.force(true);
    }
  }

  /** Deletes the temporary file unless it was kept. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(temporary);
  }
}
