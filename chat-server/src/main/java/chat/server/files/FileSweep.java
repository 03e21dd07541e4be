package chat.server.files;

import chat.core.file.FileBytes;
import chat.core.file.FileBytes.Part;
import chat.core.file.FileId;
import chat.core.file.UploadStore;
import chat.core.port.StoreException;
import chat.server.file.ErasureLock;
import chat.server.thread.CriticalThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the bytes of erased files, of uploads that no message has bound in time, and bytes that
 * no state is known of: also copies and previews that a crash has left beside a file. The state
 * goes first and is forgotten last, so that a crash at any point leaves nothing that the next sweep
 * does not find. Thread-safe by confinement to its thread.
 */
public final class FileSweep implements AutoCloseable {
  /** How long an upload waits to be bound. */
  public static final Duration UNBOUND = Duration.ofHours(24);

  /** Bytes without state are deleted only when they are older than any request that writes them. */
  static final Duration ORPHANED = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(FileSweep.class);
  private static final int PERIOD_SECONDS = 10;
  private static final int SWEEPS_PER_SEARCH = 360; // for orphans: each hour
  private static final int TOGETHER = 100;
  private static final int KNOWN_TOGETHER = 1_000;

  private record Found(FileId id, Part part) {}

  private final UploadStore uploads;
  private final FileBytes bytes;
  private final Turn turn;
  private final Clock clock;
  private final ScheduledExecutorService thread;
  private int sweeps; // confined to the thread

  /** Says when bytes may be deleted. */
  @FunctionalInterface
  public interface Turn {
    /** Runs the work, unless a backup copies the files; then it does nothing. */
    void run(ErasureLock.Work work) throws IOException;
  }

  /** Starts to sweep, at once and then periodically. */
  public FileSweep(
      UploadStore uploads, FileBytes bytes, Turn turn, Clock clock, CriticalThreads threads) {
    this.uploads = uploads;
    this.bytes = bytes;
    this.turn = turn;
    this.clock = clock;
    this.thread = threads.periodic("chat-file-sweep");
    var unused = thread.scheduleWithFixedDelay(this::run, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  /** Runs a sweep with a search for orphans outside the schedule; returns when it is done. */
  public void runNow() {
    try {
      thread
          .submit(
              () -> {
                sweeps = 0;
                run();
              })
          .get();
    } catch (ExecutionException e) {
      throw new StoreException("the sweep failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A failed sweep is repeated by the next one. */
  private void run() {
    try {
      turn.run(
          () -> {
            sweep(clock.instant());
            if (sweeps++ % SWEEPS_PER_SEARCH == 0) {
              deleteOrphans(clock.instant().minus(ORPHANED));
            }
          });
    } catch (IOException | StoreException | UncheckedIOException e) {
      if (!thread.isShutdown()) {
        LOG.warn("Deleting files failed, to be retried: {}", e.toString());
      }
    }
  }

  private void sweep(Instant now) throws IOException {
    await(uploads.expire(now.minus(UNBOUND)));
    List<FileId> erased = await(uploads.erased(TOGETHER));
    while (!erased.isEmpty()) {
      for (FileId id : erased) {
        bytes.delete(id);
      }
      await(uploads.forget(erased));
      erased = await(uploads.erased(TOGETHER));
    }
  }

  private void deleteOrphans(Instant before) throws IOException {
    List<Found> found = new ArrayList<>();
    bytes.each(
        before,
        (id, part) -> {
          found.add(new Found(id, part));
          if (found.size() >= KNOWN_TOGETHER) {
            deleteUnknown(found);
          }
        });
    deleteUnknown(found);
  }

  private void deleteUnknown(List<Found> found) {
    Map<FileId, Set<Part>> parts = await(uploads.parts(found.stream().map(Found::id).toList()));
    for (Found each : found) {
      if (!parts.getOrDefault(each.id(), Set.of()).contains(each.part())) {
        try {
          bytes.delete(each.id(), each.part());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    found.clear();
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new StoreException(e.getCause().getMessage(), e.getCause());
    }
  }

  /** Starts no more sweeps. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
