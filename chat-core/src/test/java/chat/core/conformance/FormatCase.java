package chat.core.conformance;

import java.util.List;

/**
 * A row of {@code conformance/format.tsv}: a text and the tree that its formatting makes.
 * Immutable.
 *
 * @param input the text
 * @param tree as {@link TreeNotation} writes it
 */
public record FormatCase(String input, String tree) {
  /** All rows, in the order of the file. */
  public static List<FormatCase> all() {
    return ConformanceFile.rows("format.tsv").stream().map(FormatCase::of).toList();
  }

  private static FormatCase of(String line) {
    String[] columns = line.split("\t", -1);
    if (columns.length < 2 || columns.length > 3) {
      throw new IllegalArgumentException("2 or 3 columns: " + line);
    }
    return new FormatCase(
        ConformanceFile.unescape(columns[0]), ConformanceFile.unescapeUnits(columns[1]));
  }
}
