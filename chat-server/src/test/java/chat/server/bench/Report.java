package chat.server.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came out, in the order in which it was measured. Confined to one thread. */
final class Report {
  /**
   * A figure.
   *
   * @param what the scenario
   * @param measure what the figure says, with its unit
   * @param figure as it is written
   * @param wanted what it was to be; may be empty
   * @param verdict yes or no, empty when nothing was wanted
   */
  record Row(String what, String measure, String figure, String wanted, String verdict) {}

  private final Machine machine;
  private final List<Row> rows = new ArrayList<>();
  private final List<Plot> plots = new ArrayList<>();

  Report(Machine machine) {
    this.machine = machine;
  }

  Machine machine() {
    return machine;
  }

  List<Row> rows() {
    return List.copyOf(rows);
  }

  List<Plot> plots() {
    return List.copyOf(plots);
  }

  void row(String what, String measure, String format, double figure, Wanted wanted) {
    String verdict = wanted.words().isEmpty() ? "" : wanted.met().test(figure) ? "yes" : "**no**";
    String written = String.format(Locale.ROOT, format, figure);
    rows.add(new Row(what, measure, written, wanted.words(), verdict));
  }

  void failed(String what, Exception failure) {
    rows.add(new Row(what, "failed: " + failure.getMessage(), "", "", "**no**"));
  }

  void plot(Plot plot) {
    plots.add(plot);
  }

  /** The table, ready for a document. */
  String markdown() {
    StringBuilder table = new StringBuilder();
    table.append("| what | measure | reached | wanted | met |\n|---|---|---:|---:|---|\n");
    for (Row row : rows) {
      table.append(
          String.format(
              "| %s | %s | %s | %s | %s |%n",
              row.what, row.measure, row.figure, row.wanted, row.verdict));
    }
    return table.append("\n").append(machine).toString();
  }
}
