package chat.server.browser;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a page costs the browser over some time, as the browser itself counts it. Confined to the
 * test's thread.
 */
final class Smoothness {
  private static final String WATCH =
      "() => { const watch = globalThis.watched = { frames: [], tasks: [] }; let last;"
          + " const frame = (now) => { if (watched !== watch) return;"
          + " if (last !== undefined) watch.frames.push(now - last); last = now;"
          + " requestAnimationFrame(frame); }; requestAnimationFrame(frame);"
          + " watch.observer = new PerformanceObserver((list) => {"
          + " for (const { duration } of list.getEntries()) watch.tasks.push(duration); });"
          + " watch.observer.observe({ type: 'longtask' }); }";
  private static final String STOP =
      "() => { const watch = watched; watched = null; watch.observer.disconnect();"
          + " return [watch.frames, watch.tasks]; }";

  /** With {@code -Dpage.profile=true}, target/page.cpuprofile tells what took the time. */
  private static final boolean PROFILE = Boolean.getBoolean("page.profile");

  private final Page page;
  private final CDPSession session;
  private Map<String, Double> before;

  Smoothness(Page page) {
    this.page = page;
    session = page.context().newCDPSession(page);
    session.send("Performance.enable");
    if (PROFILE) {
      session.send("Profiler.enable");
    }
  }

  /** From now on everything counts. */
  void start() {
    before = metrics();
    page.evaluate(WATCH);
    if (PROFILE) {
      session.send("Profiler.start");
    }
  }

  /** What was counted, while {@code messages} came. */
  Figures stop(int messages) {
    List<?> watched = (List<?>) page.evaluate(STOP);
    Map<String, Double> after = metrics();
    if (PROFILE) {
      write(session.send("Profiler.stop").get("profile").toString());
    }
    double[] frames = sorted(watched.get(0));
    double[] tasks = sorted(watched.get(1));
    return new Figures(
        messages,
        frames.length,
        frames[(int) (frames.length * 0.95)],
        frames[frames.length - 1],
        tasks.length == 0 ? 0 : tasks[tasks.length - 1],
        perMessage("ScriptDuration", after, messages),
        perMessage("LayoutDuration", after, messages),
        perMessage("RecalcStyleDuration", after, messages),
        perMessage("TaskDuration", after, messages),
        (int) count("document.querySelectorAll('*').length"));
  }

  private static void write(String profile) {
    try {
      Files.writeString(Path.of("target", "page.cpuprofile"), profile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private double perMessage(String metric, Map<String, Double> after, int messages) {
    return (after.get(metric) - before.get(metric)) * 1_000 / messages;
  }

  private double count(String expression) {
    return ((Number) page.evaluate(expression)).doubleValue();
  }

  /** The script's heap after all garbage is gone. */
  double heapMiB() {
    session.send("HeapProfiler.collectGarbage");
    return metrics().get("JSHeapUsedSize") / (1 << 20);
  }

  private Map<String, Double> metrics() {
    Map<String, Double> values = new HashMap<>();
    for (JsonElement each : session.send("Performance.getMetrics").getAsJsonArray("metrics")) {
      JsonObject metric = each.getAsJsonObject();
      values.put(metric.get("name").getAsString(), metric.get("value").getAsDouble());
    }
    return values;
  }

  private static double[] sorted(Object numbers) {
    double[] values =
        ((List<?>) numbers).stream().mapToDouble(each -> ((Number) each).doubleValue()).toArray();
    Arrays.sort(values);
    return values;
  }

  /** Frames and tasks in milliseconds; script, layout, style and all tasks per message. */
  record Figures(
      int messages,
      int frames,
      double frame95,
      double longestFrame,
      double longestTask,
      double script,
      double layout,
      double style,
      double tasks,
      int elements) {
    @Override
    public String toString() {
      return String.format(
          "%d messages, %d frames: 95 %% within %.1f ms, longest %.0f ms; longest task %.0f ms;"
              + " per message %.2f ms script, %.2f layout, %.2f style, %.2f in all; %d elements",
          messages,
          frames,
          frame95,
          longestFrame,
          longestTask,
          script,
          layout,
          style,
          tasks,
          elements);
    }
  }
}
