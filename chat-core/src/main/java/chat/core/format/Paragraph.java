package chat.core.format;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines of prose, joined by line ends, and where they stand in the source. Immutable.
 *
 * @param parts the parts that stand in the source without interruption, ascending; at least one
 */
record Paragraph(String text, List<Part> parts) {
  /**
   * A part of a paragraph, up to the next one.
   *
   * @param from where it begins in the paragraph
   * @param start where it begins in the source
   */
  record Part(int from, int start) {}

  static Paragraph of(String source, List<Line> lines) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    int end = -1;
    for (Line line : lines) {
      if (parts.isEmpty() || line.start() != end + 1) {
        parts.add(new Part(from, line.start()));
      }
      from += line.end() - line.start() + 1;
      end = line.end();
    }
    String text =
        parts.size() == 1
            ? source.substring(lines.get(0).start(), end)
            : lines.stream()
                .map(line -> source.substring(line.start(), line.end()))
                .collect(Collectors.joining("\n"));
    return new Paragraph(text, parts);
  }

  /** The number of the part that has {@code index}, which is not before the part {@code first}. */
  int partAt(int index, int first) {
    int part = first;
    while (part + 1 < parts.size() && parts.get(part + 1).from() <= index) {
      part++;
    }
    return part;
  }

  /** Where {@code index}, of the part of this number, stands in the source. */
  int inSource(int index, int part) {
    return parts.get(part).start() + index - parts.get(part).from();
  }

  /** The end of a part in the paragraph. */
  int partEnd(int part) {
    return part + 1 < parts.size() ? parts.get(part + 1).from() : text.length();
  }
}
