package chat.server.storage.maintenance;

import chat.server.file.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is whole or not there: written under another name, synced, then renamed. Confined to
 * one thread.
 */
final class AtomicFile implements AutoCloseable {
  private final Path target;
  private final Path temporary;

  private AtomicFile(Path target, Path temporary) {
    this.target = target;
    this.temporary = temporary;
  }

  /**
   * Begins a file, the owner's alone.
   *
   * @throws IOException if {@code file} exists already or cannot be made
   */
  static AtomicFile at(Path file) throws IOException {
    if (Files.exists(file)) {
      throw new IOException(file + " exists already");
    }
    return later(file);
  }

  /** Begins a file whose name has to be free only when it is kept. */
  static AtomicFile later(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    if (!Files.isDirectory(target.getParent())) {
      throw new IOException("there is no directory " + target.getParent());
    }
    String name = target.getFileName() + ".";
    return new AtomicFile(
        target, Files.createTempFile(target.getParent(), name, ".partial", OwnerOnly.file(target)));
  }

  /** Where to write it; empty at first. */
  Path temporary() {
    return temporary;
  }

  /**
   * Makes it last under its name.
   *
   * @throws IOException if it cannot be synced, or a file of that name came meanwhile
   */
  void keep() throws IOException {
    sync();
    try {
      Files.move(temporary, target);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(target + " exists already", e);
    }
    syncDirectory(target.getParent());
  }

  /** Makes what was written last, under the temporary name yet. */
  void sync() throws IOException {
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Not every system lets a directory be opened; those that do not keep the name by themselves. */
  private static void syncDirectory(Path directory) throws IOException {
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

  /** Removes what was not kept. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(temporary);
  }
}
