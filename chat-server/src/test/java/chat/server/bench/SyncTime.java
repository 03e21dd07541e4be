package chat.server.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How long the disk takes to make an append of 4 KiB durable: what no store can be faster than.
 * Immutable.
 *
 * @param medianMillis for half of them
 * @param p99Millis for 99 of 100
 */
record SyncTime(double medianMillis, double p99Millis) {
  private static final int BYTES = 4_096;
  private static final int TIMES = 2_000;

  static SyncTime measure(Path directory) throws IOException {
    Path file = Files.createTempFile(directory, "sync-", ".tmp");
    Latencies latencies = new Latencies();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer block = ByteBuffer.allocateDirect(BYTES);
      for (int i = 0; i < TIMES; i++) {
        block.clear();
        long start = System.nanoTime();
        while (block.hasRemaining()) {
          channel.write(block);
        }
        channel.force(false);
        latencies.add(System.nanoTime() - start);
      }
    } finally {
      Files.delete(file);
    }
    return new SyncTime(latencies.millis(0.5), latencies.millis(0.99));
  }
}
