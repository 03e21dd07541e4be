package chat.server.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A minute of the siege. How fast it goes is the benchmark's; that all of it holds is the test's.
 */
final class SiegeIT {
  private static final Duration MINUTE = Duration.ofSeconds(60);

  /**
   * What one address may write in a minute at the default limits, several times over, is below it:
   * without limits it was 2 GiB.
   */
  private static final double MOST_DISK_MEBIBYTES = 600;

  @TempDir Path folder;

  @Test
  void aServerWithASmallHeapOutlivesTheWorstOfOneAddressAndServesTheOthers() throws Exception {
    Path jar = Path.of(System.getProperty("chat.jar"));
    Lab lab = new Lab(jar, folder, MINUTE, 0, List.of(), System.out);

    SiegeBenchmark.Result result = SiegeBenchmark.measure(lab.withJvm(SiegeBenchmark.SMALL_HEAP));

    assertEquals(0, result.lost());
    assertTrue(result.acks().size() > 20, "people were served");
    assertTrue(result.cutOff() > 0, "the attack had consequences");
    assertTrue(result.diskMebibytes() < MOST_DISK_MEBIBYTES, result::toString);
  }
}
