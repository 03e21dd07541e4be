package chat.server;

import chat.core.file.FileBytes;
import chat.core.file.UploadStore;
import chat.server.config.ServerConfig;
import chat.server.file.DirectoryFileBytes;
import chat.server.file.ErasureLock;
import chat.server.files.FileService;
import chat.server.files.FileSweep;
import chat.server.files.FileThreads;
import chat.server.thread.CriticalThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The bytes of files: their directory, the threads that wait for it, and the sweep. Thread-safe.
 */
final class FilesModule implements AutoCloseable {
  private final FileThreads threads;
  private final FileService service;
  private final FileSweep sweep;
  private final Optional<Path> temporary;

  /**
   * Opens the directory.
   *
   * @throws IOException if it cannot be opened
   */
  FilesModule(ServerConfig config, UploadStore uploads, Clock clock, CriticalThreads critical)
      throws IOException {
    boolean isTemporary =
        config.store() == ServerConfig.Store.MEMORY && config.files().directory().isEmpty();
    temporary =
        isTemporary ? Optional.of(Files.createTempDirectory("chat-files")) : Optional.empty();
    Path directory =
        temporary.orElseGet(
            () -> config.files().directory().orElse(DirectoryFileBytes.within(config.dataDir())));
    FileBytes bytes = DirectoryFileBytes.at(directory);
    threads = new FileThreads(critical);
    service = new FileService(bytes, threads);
    ErasureLock.prepare(directory);
    sweep =
        new FileSweep(
            uploads, bytes, work -> ErasureLock.erasing(directory, work), clock, critical);
  }

  FileService service() {
    return service;
  }

  /** Deletes the bytes of erased files now, and orphans; returns when that is done. */
  void sweep() {
    sweep.runNow();
  }

  @Override
  public void close() throws IOException {
    sweep.close();
    threads.close();
    if (temporary.isPresent()) {
      try (Stream<Path> all = Files.walk(temporary.get())) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(each);
        }
      }
    }
  }
}
