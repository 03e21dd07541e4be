package chat.server.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Runs the benchmarks that are asked for and tells what came out: progress while it runs, then a
 * Markdown table, and a page with plots. Stateless.
 *
 * <p>Its properties: {@code bench}, names of benchmarks between commas, or {@code all}; {@code
 * bench.jar}, the jar to measure; {@code bench.dir}, where data and the page go; {@code
 * bench.seconds}, how long each is measured; {@code bench.messages}, how many the big store has;
 * {@code bench.jvm}, options of the measured server's JVM.
 */
public final class Bench {
  private static final List<Benchmark> ALL =
      List.of(
          new PostsBenchmark(),
          new ChangesBenchmark(),
          new AloneBenchmark(),
          new StartBenchmark(),
          new DepthBenchmark(),
          new SearchBenchmark(),
          new MicroBenchmark(),
          new FanOutBenchmark(),
          new CostBenchmark(),
          new ConnectBenchmark(),
          new HostileBenchmark(),
          new SiegeBenchmark(),
          new SoakBenchmark(),
          new PageBenchmark());

  private Bench() {}

  /** Exits with 1 when a benchmark could not be measured, and with 2 when there is no such one. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    List<String> names = Arrays.asList(System.getProperty("bench", "all").split(","));
    List<Benchmark> chosen =
        ALL.stream().filter(each -> names.contains("all") || names.contains(each.name())).toList();
    if (!names.contains("all") && chosen.size() < names.size()) {
      out.println("bench is all or some of " + ALL.stream().map(Benchmark::name).toList());
      System.exit(2);
    }
    Lab lab =
        new Lab(
            Path.of(System.getProperty("bench.jar", "target/chat-server.jar")),
            Path.of(System.getProperty("bench.dir", "target/bench")),
            Duration.ofSeconds(Integer.getInteger("bench.seconds", 10)),
            Integer.getInteger("bench.messages", 2_000_000),
            Arrays.stream(System.getProperty("bench.jvm", "").split(" "))
                .filter(option -> !option.isBlank())
                .toList(),
            out);
    System.exit(run(chosen, lab) ? 0 : 1);
  }

  /** Whether all could be measured. */
  static boolean run(List<Benchmark> chosen, Lab lab) throws Exception {
    Report report = new Report(Machine.measure(lab.directory()));
    lab.say(report.machine().toString());
    boolean well = true;
    for (Benchmark benchmark : chosen) {
      lab.say("== " + benchmark.name());
      try {
        benchmark.run(lab, report);
      } catch (Exception e) {
        if (e instanceof InterruptedException) {
          throw e;
        }
        well = false;
        lab.say(benchmark.name() + " failed: " + e);
        report.failed(benchmark.name(), e);
      }
    }
    Path page = lab.directory().resolve("bench.html");
    HtmlPage.write(page, report);
    lab.say(System.lineSeparator() + report.markdown());
    lab.say("Plots: " + page.toAbsolutePath().normalize());
    return well;
  }
}
