package chat.server.storage.directory;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Generates the epochs of logs: 64 random bits, unique per log. Thread-safe if its random generator
 * is.
 */
public record EpochGenerator(RandomGenerator random) {
  private static final int BYTES = 8;

  public String next() {
    byte[] epoch = new byte[BYTES];
    random.nextBytes(epoch);
    return HexFormat.of().formatHex(epoch);
  }
}
