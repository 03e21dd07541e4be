package chat.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A report as one page that needs nothing else. Stateless. */
final class HtmlPage {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <meta charset="utf-8">
      <title>Chat: benchmark</title>
      <style>
      body { font: 15px system-ui, sans-serif; margin: 2em auto; max-width: 60em; padding: 0 1em }
      table { border-collapse: collapse; width: 100% }
      th, td { border-bottom: 1px solid #ddd; padding: .3em .6em; text-align: left }
      td:nth-child(3), td:nth-child(4) { text-align: right; font-variant-numeric: tabular-nums }
      svg { max-width: 44em; width: 100%; font-size: 12px }
      .grid { stroke: #ddd } .line { fill: none; stroke-width: 2 } .no { color: #c92a2a }
      </style>
      <h1>Chat: benchmark</h1>
      """;

  private HtmlPage() {}

  static void write(Path file, Report report) throws IOException {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("<p>").append(escape(report.machine().toString())).append("<br>");
    page.append(Instant.now().truncatedTo(ChronoUnit.MINUTES)).append("</p>\n<table>");
    page.append("<tr><th>what<th>measure<th>reached<th>wanted<th>met\n");
    for (Report.Row row : report.rows()) {
      String met = row.verdict().replace("*", "");
      page.append("<tr><td>").append(escape(row.what()));
      page.append("<td>").append(escape(row.measure()));
      page.append("<td>").append(escape(row.figure()));
      page.append("<td>").append(escape(row.wanted()));
      page.append("<td class=\"").append(met).append("\">").append(met).append("\n");
    }
    page.append("</table>\n");
    for (Plot plot : report.plots()) {
      page.append("<h2>").append(escape(plot.title())).append("</h2>\n");
      page.append(plot.svg()).append("\n");
    }
    Files.writeString(file, page.append("</html>\n"));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
