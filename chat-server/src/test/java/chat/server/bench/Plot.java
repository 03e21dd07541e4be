package chat.server.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines over a common axis, as a drawing in SVG. Confined to one thread until it is drawn. */
final class Plot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 300;
  private static final int LEFT = 70;
  private static final int BOTTOM = 40;
  private static final int TOP = 10;
  private static final int RIGHT = 10;
  private static final int GRID_LINES = 5;
  private static final String[] COLORS = {
    "#1f6feb", "#d9480f", "#2b8a3e", "#9c36b5", "#b08800", "#0b7285", "#c2255c", "#495057"
  };
  private static final double[] PARTS = {
    0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999
  };

  /** Where a value stands on an axis. */
  private interface Scale {
    double at(double value);
  }

  private record Line(String name, List<double[]> points) {}

  private final String title;
  private final String across;
  private final Scale scale;
  private final List<Line> lines = new ArrayList<>();

  private Plot(String title, String across, Scale scale) {
    this.title = title;
    this.across = across;
    this.scale = scale;
  }

  /** Milliseconds over the part that stayed within them, with room for the slowest. */
  static Plot ofLatencies(String title) {
    return new Plot(title + ", ms", "part within: 1 %, 50 %, 90 %, 99 %, 99.9 %", Plot::rarity);
  }

  /** Something over time. */
  static Plot ofRates(String title, String across) {
    return new Plot(title, across, value -> value);
  }

  /** Microseconds over how many there are, from 1 on; as far from 10 to 100 as to 1,000. */
  static Plot ofCosts(String title, String across) {
    return new Plot(title + ", µs", across + ", logarithmic", Math::log10);
  }

  /** As far from 90 to 99 percent as from 99 to 99.9. */
  private static double rarity(double part) {
    return -Math.log10(1 - part);
  }

  void latencies(String name, Latencies latencies) {
    List<double[]> points = new ArrayList<>();
    for (double part : PARTS) {
      points.add(new double[] {part, latencies.millis(part)});
    }
    lines.add(new Line(name, points));
  }

  /**
   * @param measured how many there were, and what it took, of each
   */
  void costs(String name, List<double[]> measured) {
    lines.add(new Line(name, List.copyOf(measured)));
  }

  void rates(String name, List<Double> rates) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < rates.size(); i++) {
      points.add(new double[] {i, rates.get(i)});
    }
    lines.add(new Line(name, points));
  }

  String title() {
    return title;
  }

  /** The drawing and its legend. */
  String svg() {
    double widest = 0;
    double highest = 0;
    for (Line line : lines) {
      for (double[] point : line.points) {
        widest = Math.max(widest, scale.at(point[0]));
        highest = Math.max(highest, point[1]);
      }
    }
    StringBuilder svg = new StringBuilder();
    svg.append(
        format("<svg viewBox=\"0 0 %d %d\" role=\"img\">", WIDTH, HEIGHT + lines.size() * 18));
    grid(svg, highest);
    for (int i = 0; i < lines.size(); i++) {
      draw(svg, lines.get(i), COLORS[i % COLORS.length], widest, highest);
      svg.append(
          format(
              "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>",
              LEFT, HEIGHT + 14 + i * 18, COLORS[i % COLORS.length], lines.get(i).name));
    }
    return svg.append("</svg>").toString();
  }

  private void grid(StringBuilder svg, double highest) {
    for (int i = 0; i <= GRID_LINES; i++) {
      double value = highest * i / GRID_LINES;
      double y = y(value, highest);
      svg.append(
          format(
              "<path class=\"grid\" d=\"M%d %.1fH%d\"/><text x=\"%d\" y=\"%.1f\""
                  + " text-anchor=\"end\">%s</text>",
              LEFT,
              y,
              WIDTH - RIGHT,
              LEFT - 6,
              y + 4,
              format(value < 100 ? "%.2f" : "%,.0f", value)));
    }
    svg.append(format("<text x=\"%d\" y=\"%d\">%s</text>", LEFT, HEIGHT - BOTTOM + 24, across));
  }

  private void draw(StringBuilder svg, Line line, String color, double widest, double highest) {
    StringBuilder path = new StringBuilder();
    for (double[] point : line.points) {
      double x = LEFT + scale.at(point[0]) / Math.max(widest, 1e-9) * (WIDTH - LEFT - RIGHT);
      path.append(format("%s%.1f %.1f", path.length() == 0 ? "M" : "L", x, y(point[1], highest)));
    }
    svg.append(format("<path class=\"line\" stroke=\"%s\" d=\"%s\"/>", color, path));
  }

  private static double y(double value, double highest) {
    return HEIGHT - BOTTOM - value / Math.max(highest, 1e-9) * (HEIGHT - BOTTOM - TOP);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
