package chat.server.bench;

import chat.server.bench.micro.BatchEncoding;
import chat.server.bench.micro.CommandDecoding;
import chat.server.bench.micro.Mentions;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The inner loops alone, by JMH: time and memory of one call. Stateless. */
final class MicroBenchmark implements Benchmark {
  private static final int ROUNDS = 5;

  @Override
  public String name() {
    return "micro";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    TimeValue round = TimeValue.milliseconds(Math.max(100, lab.duration().toMillis() / ROUNDS / 2));
    Options options =
        new OptionsBuilder()
            .include("^" + CommandDecoding.class.getName() + "\\.")
            .include("^" + Mentions.class.getName() + "\\.")
            .include("^" + BatchEncoding.class.getName() + "\\.")
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .forks(1)
            .warmupIterations(ROUNDS)
            .warmupTime(round)
            .measurementIterations(ROUNDS)
            .measurementTime(round)
            .addProfiler(GCProfiler.class)
            .jvmArgs(lab.jvmOptions().toArray(String[]::new))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    Collection<RunResult> results = new Runner(options).run();
    for (RunResult result : results) {
      String what = what(result.getParams());
      double nanos = result.getPrimaryResult().getScore();
      double error = result.getPrimaryResult().getScoreError();
      double bytes = result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
      lab.say(String.format("%s: %,.0f ± %,.0f ns, %,.0f bytes", what, nanos, error, bytes));
      report.row(what, "ns a call", "%,.0f", nanos, Wanted.nothing());
      report.row(what, "bytes allocated a call", "%,.0f", bytes, Wanted.nothing());
    }
  }

  /** As "BatchEncoding, 4 messages, plain text". */
  private static String what(BenchmarkParams params) {
    String method = params.getBenchmark();
    String type = method.substring(0, method.lastIndexOf('.'));
    return params.getParamsKeys().stream()
        .sorted()
        .map(key -> key + " " + params.getParam(key))
        .collect(Collectors.joining(", ", type.substring(type.lastIndexOf('.') + 1) + ", ", ""));
  }
}
