package chat.server.bench;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;

/**
 * How soon a first visit can enter: on a processor a quarter as fast, and over a slow network (400
 * kbit/s, 400 ms). The program is {@code CHROMIUM}, else Debian's headless shell. Stateless.
 */
final class PageBenchmark implements Benchmark {
  private static final int VISITS = 5;
  private static final int SLOWNESS = 4;
  private static final int SLOW_BYTES_PER_SECOND = 50_000;
  private static final int SLOW_LATENCY_MILLIS = 400;
  private static final double WANTED_SECONDS = 2;

  @Override
  public String name() {
    return "page";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    String program = System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium-headless-shell");
    LaunchOptions options =
        new LaunchOptions().setExecutablePath(Path.of(program)).setArgs(List.of("--no-sandbox"));
    Path data = lab.freshData();
    try (BenchServer server = BenchServer.start(lab, data);
        Playwright playwright = Playwright.create();
        Browser browser = playwright.chromium().launch(options)) {
      String address = "http://127.0.0.1:" + server.port() + "/";
      Latencies slow = new Latencies();
      Latencies far = new Latencies();
      for (int visit = 0; visit < VISITS; visit++) {
        slow.add(nanosUntilReady(browser, address, SLOWNESS, false));
        far.add(nanosUntilReady(browser, address, 1, true));
      }
      report.row(
          "first visit, processor a quarter as fast",
          "ready to enter, median s",
          "%.2f",
          slow.millis(0.5) / 1e3,
          Wanted.below(WANTED_SECONDS));
      report.row(
          "first visit, 400 kbit/s and 400 ms",
          "ready to enter, median s",
          "%.2f",
          far.millis(0.5) / 1e3,
          Wanted.nothing());
    }
    Lab.delete(data);
  }

  private static long nanosUntilReady(
      Browser browser, String address, int slowness, boolean isFar) {
    try (BrowserContext context = browser.newContext(new NewContextOptions())) {
      Page page = context.newPage();
      CDPSession devtools = context.newCDPSession(page);
      JsonObject rate = new JsonObject();
      rate.addProperty("rate", slowness);
      devtools.send("Emulation.setCPUThrottlingRate", rate);
      if (isFar) {
        devtools.send("Network.enable");
        JsonObject network = new JsonObject();
        network.addProperty("offline", false);
        network.addProperty("latency", SLOW_LATENCY_MILLIS);
        network.addProperty("downloadThroughput", SLOW_BYTES_PER_SECOND);
        network.addProperty("uploadThroughput", SLOW_BYTES_PER_SECOND);
        devtools.send("Network.emulateNetworkConditions", network);
      }
      page.navigate(address);
      page.locator("[data-test=entry-name]:focus").waitFor();
      return (long) (((Number) page.evaluate("performance.now()")).doubleValue() * 1e6);
    }
  }
}
