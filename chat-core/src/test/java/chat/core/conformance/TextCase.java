package chat.core.conformance;

import chat.core.model.UserName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A row of {@code conformance/text.tsv}: a text and what the parsers must find in it. Immutable.
 *
 * @param input the text
 * @param mentions the mentions in it, of all too, ascending
 * @param links the links in it, as they are written, ascending
 * @param privateTo the folded name of the recipient of a private message, {@code ?} for a name that
 *     no user has, {@code -} for a public message
 * @param words the words that a search finds it by, folded, a run without spaces in one piece;
 *     empty when the row has none
 */
public record TextCase(
    String input,
    List<Called> mentions,
    List<String> links,
    String privateTo,
    Optional<List<String>> words) {
  private static final String USERS = "# users: ";
  private static final Pattern OFFSET = Pattern.compile("(.*):(\\d+)");

  /**
   * A mention.
   *
   * @param text the {@code @} and the name, as they are written
   * @param start the index of the {@code @}, in UTF-16 units
   */
  public record Called(String text, int start) {}

  /** All rows, in the order of the file. */
  public static List<TextCase> all() {
    return lines().stream()
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(TextCase::of)
        .toList();
  }

  /** The names of the users in the rows, each by {@link UserName#fold}. */
  public static Set<String> users() {
    return lines().stream()
        .filter(line -> line.startsWith(USERS))
        .flatMap(line -> List.of(line.substring(USERS.length()).split(" ", -1)).stream())
        .map(UserName::fold)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<String> lines() {
    return ConformanceFile.lines("text.tsv");
  }

  private static TextCase of(String line) {
    String[] columns = line.split("\t", -1);
    if (columns.length < 4 || columns.length > 5) {
      throw new IllegalArgumentException("4 or 5 columns: " + line);
    }
    String input = ConformanceFile.unescape(columns[0]);
    List<Called> mentions = new ArrayList<>();
    for (String written : list(columns[1])) {
      mentions.add(called(input, written));
    }
    return new TextCase(
        input,
        mentions,
        list(columns[2]),
        UserName.fold(columns[3]),
        columns.length == 5 ? Optional.of(list(columns[4])) : Optional.empty());
  }

  private static Called called(String input, String written) {
    Matcher offset = OFFSET.matcher(written);
    if (offset.matches()) {
      return new Called(offset.group(1), Integer.parseInt(offset.group(2)));
    }
    int start = input.indexOf(written);
    if (start < 0 || input.indexOf(written, start + 1) >= 0) {
      throw new IllegalArgumentException(written + " does not stand once in " + input);
    }
    return new Called(written, start);
  }

  private static List<String> list(String column) {
    return column.equals("-")
        ? List.of()
        : List.of(column.split(" ", -1)).stream().map(ConformanceFile::unescape).toList();
  }
}
