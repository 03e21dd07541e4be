package chat.core.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Runs histories. {@code -Dsimulation.seeds=100000} runs more of them, {@code -Dsimulation.seed=42}
 * one alone.
 */
class SimulationTest {
  private static final long SEEDS = Long.getLong("simulation.seeds", 10_000);

  @Test
  void keepsItsPromisesInEveryHistory() {
    Long only = Long.getLong("simulation.seed");
    long first = only == null ? 1 : only;
    long last = only == null ? SEEDS : only;
    long observations =
        LongStream.rangeClosed(first, last).parallel().map(SimulationTest::run).sum();
    assertTrue(observations > 100 * (last - first), "too little happened: " + observations);
  }

  @Test
  void keepsItsPromisesOnSeveralNodes() {
    Long only = Long.getLong("simulation.seed");
    long first = only == null ? 1 : only;
    long last = only == null ? SEEDS / 4 : only;
    long observations =
        LongStream.rangeClosed(first, last).parallel().map(SimulationTest::runNodes).sum();
    assertTrue(observations > 50 * (last - first), "too little happened: " + observations);
  }

  @Test
  void replaysOneHistoryOfSeveralNodesFromOneSeed() {
    assertEquals(Simulation.runNodes(7), Simulation.runNodes(7));
  }

  @Test
  void replaysOneHistoryFromOneSeed() {
    assertEquals(Simulation.run(7), Simulation.run(7));
  }

  private static long run(long seed) {
    return run(seed, Simulation::run);
  }

  private static long runNodes(long seed) {
    return run(seed, Simulation::runNodes);
  }

  private static long run(long seed, LongUnaryOperator simulation) {
    try {
      return simulation.applyAsLong(seed);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "seed "
              + seed
              + " fails; replay it with: mvn -pl chat-core test -Dtest=SimulationTest"
              + " -Dsimulation.seed="
              + seed,
          e);
    }
  }
}
